"""Commands and Queries, by subject."""
