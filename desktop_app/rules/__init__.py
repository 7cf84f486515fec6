"""Pure functions: no Qt, no database, no files."""
