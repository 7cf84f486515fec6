"""The vocabulary everyone speaks: frozen values that travel between rooms."""
