"""A Shape in, a file out."""
