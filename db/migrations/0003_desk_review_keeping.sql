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

-- conflicts and assignment
ALTER TABLE review ADD COLUMN locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1));
ALTER TABLE recusal ADD COLUMN kind TEXT NOT NULL DEFAULT '其他' CHECK (kind IN ('亲属', '师生', '合作', '利害关系', '其他'));
CREATE TABLE conflict_ruling (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  expert_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  ruling TEXT NOT NULL CHECK (ruling IN ('不构成回避', '准予评审')),
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (expert_id) REFERENCES expert (id) ON DELETE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX conflict_ruling_expert_id ON conflict_ruling (expert_id);
CREATE INDEX conflict_ruling_application_id ON conflict_ruling (application_id);
CREATE UNIQUE INDEX conflict_ruling_expert_id_application_id ON conflict_ruling (expert_id, application_id);
