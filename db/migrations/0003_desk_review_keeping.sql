-- 0003: custody of copies, corrections, electronic versions; conflicts and assignment; backups.
SELECT 1;
