"""The pages of the window, one file or folder each."""
