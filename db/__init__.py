"""The SQLite file: rows, frozen schema, opening, journal. Decides nothing."""
