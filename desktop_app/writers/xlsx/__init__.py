"""Documents as workbooks: a sheet kit, and one module per document."""
