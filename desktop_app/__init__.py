"""一支部一特色: the clerk's desk for a year's programme of branch brands."""
