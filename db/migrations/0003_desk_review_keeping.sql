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

-- completeness at the desk: whether file and paper are one text, exchanged copies, 补正
ALTER TABLE application ADD COLUMN text_check TEXT NOT NULL DEFAULT '未核对' CHECK (text_check IN ('未核对', '一致', '不一致'));
ALTER TABLE application ADD COLUMN text_checked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN text_checked_at TEXT NOT NULL DEFAULT '';
ALTER TABLE receipt_line ADD COLUMN brand_before TEXT NOT NULL DEFAULT '';
ALTER TABLE received_copy ADD COLUMN exchanged INTEGER NOT NULL DEFAULT 0 CHECK (exchanged IN (0, 1));
CREATE TABLE deficiency (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  workdays INTEGER NOT NULL CHECK (workdays >= 1),
  due_on TEXT NOT NULL,
  extension_reason TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  settled_at TEXT NOT NULL,
  closed_at TEXT NOT NULL,
  close_reason TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX deficiency_application_id ON deficiency (application_id);
CREATE UNIQUE INDEX deficiency_number ON deficiency (number);
CREATE UNIQUE INDEX deficiency_open ON deficiency (application_id) WHERE settled_at = '' AND closed_at = '';
CREATE TABLE deficiency_item (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  deficiency_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  lack TEXT NOT NULL CHECK (lack IN ('未到', '未盖章', '未签字', '不完整', '电子版未到', '电子版与纸质件不一致')),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  settled_at TEXT NOT NULL,
  receipt_line_id INTEGER,
  FOREIGN KEY (deficiency_id) REFERENCES deficiency (id) ON DELETE RESTRICT,
  FOREIGN KEY (receipt_line_id) REFERENCES receipt_line (id) ON DELETE RESTRICT
);
CREATE INDEX deficiency_item_deficiency_id ON deficiency_item (deficiency_id);
CREATE INDEX deficiency_item_receipt_line_id ON deficiency_item (receipt_line_id);
CREATE UNIQUE INDEX deficiency_item_deficiency_id_lack_ordinal ON deficiency_item (deficiency_id, lack, ordinal);

-- custody of the copies
ALTER TABLE paper_copy ADD COLUMN status TEXT NOT NULL DEFAULT '在组织科' CHECK (status IN ('在组织科', '借出', '存档', '退还'));
ALTER TABLE paper_copy ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE paper_copy ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE paper_copy ADD COLUMN due_on TEXT NOT NULL DEFAULT '';
CREATE INDEX paper_copy_status_due_on ON paper_copy (status, due_on);
CREATE TABLE handover (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('借出', '归还', '存档', '退还')),
  holder TEXT NOT NULL,
  place TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  due_on TEXT NOT NULL,
  note TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT
);
CREATE INDEX handover_round_id ON handover (round_id);
CREATE UNIQUE INDEX handover_number ON handover (number);
CREATE TABLE copy_movement (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  handover_id INTEGER NOT NULL,
  copy_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  from_place TEXT NOT NULL,
  FOREIGN KEY (handover_id) REFERENCES handover (id) ON DELETE RESTRICT,
  FOREIGN KEY (copy_id) REFERENCES paper_copy (id) ON DELETE RESTRICT
);
CREATE INDEX copy_movement_handover_id ON copy_movement (handover_id);
CREATE INDEX copy_movement_copy_id ON copy_movement (copy_id);
CREATE UNIQUE INDEX copy_movement_handover_id_copy_id ON copy_movement (handover_id, copy_id);

-- electronic versions: the file that lies in the store, what came with it, and what was read from its form
ALTER TABLE electronic_version ADD COLUMN size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0);
ALTER TABLE electronic_version ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE electronic_version ADD COLUMN sender TEXT NOT NULL DEFAULT '';
ALTER TABLE electronic_version ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE electronic_version ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE electronic_version ADD COLUMN arrival_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE electronic_version ADD COLUMN added_by TEXT NOT NULL DEFAULT '';
ALTER TABLE electronic_version ADD COLUMN added_at TEXT NOT NULL DEFAULT '';
CREATE TABLE form_field (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version_id INTEGER NOT NULL,
  item TEXT NOT NULL CHECK (item IN ('申报编号', '学校', '品牌名称', '申报支部', '所属基层党组织', '支部书记', '联系人', '办公电话', '日期', '支部类型', '党员数', '成立时间', '现有荣誉', '是否必须参加', '口号', '内涵释义', '标识', '工作基础', '创建思路', '长期规划', '年度计划', '预期成效', '创新点', '佐证目录', '支部意见', '基层党组织审核意见', '专家评审意见', '修改说明', '组织部审定意见')),
  value TEXT NOT NULL,
  read TEXT NOT NULL,
  source TEXT NOT NULL,
  FOREIGN KEY (version_id) REFERENCES electronic_version (id) ON DELETE RESTRICT
);
CREATE INDEX form_field_version_id ON form_field (version_id);
CREATE UNIQUE INDEX form_field_version_id_item ON form_field (version_id, item);
