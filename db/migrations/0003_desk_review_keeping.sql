-- 0003: custody of copies, corrections, electronic versions; conflicts and assignment; backups.

-- restoring a backup
CREATE TABLE restoration (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  restored_at TEXT NOT NULL,
  backup TEXT NOT NULL,
  backup_made_at TEXT NOT NULL,
  backup_head TEXT NOT NULL,
  replaced_head TEXT NOT NULL,
  set_aside TEXT NOT NULL
);
