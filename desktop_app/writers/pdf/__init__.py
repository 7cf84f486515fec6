"""Documents on paper: a page kit, and one module per document."""
