-- Backups and restores.
SELECT 1;
