"""Backups: one file that holds database, files and a readable workbook; made, proved, thinned out, restored."""
