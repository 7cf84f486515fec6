"""Pages that a browser opens from a folder, offline."""
