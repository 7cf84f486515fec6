-- Custody, corrections and electronic versions.
SELECT 1;
