-- 0004: opinions sent, revisions compared, 查重, decisions, lists posted again, evidence of copying, official texts,
-- archive packs.

-- to 立项: when and how opinions went out, whether the comparison was seen
ALTER TABLE panel_opinion ADD COLUMN sent_at TEXT NOT NULL DEFAULT '';
ALTER TABLE panel_opinion ADD COLUMN sent_how TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN compared_by TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN compared_at TEXT NOT NULL DEFAULT '';
UPDATE panel_opinion SET sent_at = coalesce(
  (SELECT max(at) FROM state_change WHERE application_id = panel_opinion.application_id AND after = '修改中'), ''
);

-- 查重 as a person found it
CREATE TABLE originality_check (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('未见抄袭', '有线索')),
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX originality_check_application_id ON originality_check (application_id);

-- what is to be decided, prepared one by one and released together
CREATE TABLE decision (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('审定通过', '退回修改', '不予立项')),
  reason TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  prepared_at TEXT NOT NULL,
  minutes TEXT NOT NULL,
  released_by TEXT NOT NULL,
  released_at TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX decision_application_id ON decision (application_id);
CREATE UNIQUE INDEX decision_prepared ON decision (application_id) WHERE released_at = '';

-- 取消资格: what proves it
CREATE TABLE cancellation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  copied_from TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 0),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX cancellation_application_id ON cancellation (application_id);

-- 更正品牌名称 after intake, with its reason
CREATE TABLE brand_correction (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX brand_correction_application_id ON brand_correction (application_id);

-- a list as it was posted, posted again, taken off the wall
ALTER TABLE publicity ADD COLUMN purpose TEXT NOT NULL DEFAULT '立项公示' CHECK (purpose IN ('立项公示', '递补公示', '更正公示'));
ALTER TABLE publicity ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE publicity ADD COLUMN replaces_id INTEGER REFERENCES publicity (id) ON DELETE RESTRICT;
ALTER TABLE publicity ADD COLUMN removed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE publicity ADD COLUMN removed_by TEXT NOT NULL DEFAULT '';
CREATE INDEX publicity_replaces_id ON publicity (replaces_id);
ALTER TABLE publicity_item ADD COLUMN organization TEXT NOT NULL DEFAULT '';
ALTER TABLE publicity_item ADD COLUMN branch TEXT NOT NULL DEFAULT '';
ALTER TABLE publicity_item ADD COLUMN brand TEXT NOT NULL DEFAULT '';
ALTER TABLE publicity_item ADD COLUMN head TEXT NOT NULL DEFAULT '';
UPDATE publicity_item SET (organization, branch, brand, head) = (
  SELECT party_organization.name, branch.name, application.brand, branch.secretary
  FROM application JOIN branch ON branch.id = application.branch_id
  JOIN party_organization ON party_organization.id = branch.organization_id
  WHERE application.id = publicity_item.application_id
);

-- the office's own words for its papers, as they were from a moment on
CREATE TABLE official_text (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  since TEXT NOT NULL
);
CREATE INDEX official_text_kind ON official_text (kind);

-- archive packs that were made of a round
CREATE TABLE round_archive (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL,
  by TEXT NOT NULL,
  files INTEGER NOT NULL CHECK (files >= 1),
  size INTEGER NOT NULL CHECK (size >= 0),
  manifest_hash TEXT NOT NULL,
  journal_head TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT
);
CREATE INDEX round_archive_round_id ON round_archive (round_id);
