-- The first schema. Frozen: never edited, never made from the models.

CREATE TABLE round (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  name TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  submission_deadline TEXT NOT NULL,
  establishment_deadline TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 20),
  publicity_workdays INTEGER NOT NULL CHECK (publicity_workdays BETWEEN 1 AND 60),
  case_limit INTEGER NOT NULL CHECK (case_limit > 0),
  news_minimum INTEGER NOT NULL CHECK (news_minimum >= 0),
  room TEXT NOT NULL,
  telephone TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  notice TEXT NOT NULL
);
CREATE UNIQUE INDEX round_name ON round (name);

CREATE TABLE party_organization (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('党委', '党总支', '直属党支部', '')),
  telephone TEXT NOT NULL,
  contact TEXT NOT NULL,
  search TEXT NOT NULL,
  position INTEGER NOT NULL,
  closed_on TEXT NOT NULL
);
CREATE UNIQUE INDEX party_organization_key ON party_organization (key);

CREATE TABLE branch (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('教师', '学生', '机关', '医护', '离退休', '联合', '')),
  secretary TEXT NOT NULL,
  telephone TEXT NOT NULL,
  members INTEGER CHECK (members >= 0),
  search TEXT NOT NULL,
  position INTEGER NOT NULL,
  closed_on TEXT NOT NULL,
  FOREIGN KEY (organization_id) REFERENCES party_organization (id) ON DELETE RESTRICT
);
CREATE INDEX branch_organization_id ON branch (organization_id);
CREATE UNIQUE INDEX branch_organization_id_key ON branch (organization_id, key);

CREATE TABLE application (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  branch_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  brand TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('登记', '待补正', '已受理', '评审中', '拟立项', '未入选', '修改中', '已定稿', '审定通过', '公示中', '已立项', '培育中', '待验收', '结项优秀', '结项合格', '不合格', '延期', '未立项', '取消资格', '撤回', '不予受理')),
  registered_at TEXT NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  late_approved_by TEXT NOT NULL,
  late_reason TEXT NOT NULL,
  contact TEXT NOT NULL,
  telephone TEXT NOT NULL,
  state_reason TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT,
  FOREIGN KEY (branch_id) REFERENCES branch (id) ON DELETE RESTRICT
);
CREATE INDEX application_round_id ON application (round_id);
CREATE INDEX application_branch_id ON application (branch_id);
CREATE UNIQUE INDEX application_number ON application (number);
CREATE UNIQUE INDEX application_live ON application (round_id, branch_id) WHERE state NOT IN ('撤回', '取消资格', '不予受理');

CREATE TABLE branch_alias (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  branch_id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('更名', '另一种写法')),
  FOREIGN KEY (branch_id) REFERENCES branch (id) ON DELETE RESTRICT,
  FOREIGN KEY (organization_id) REFERENCES party_organization (id) ON DELETE RESTRICT
);
CREATE INDEX branch_alias_branch_id ON branch_alias (branch_id);
CREATE INDEX branch_alias_organization_id ON branch_alias (organization_id);
CREATE UNIQUE INDEX branch_alias_organization_id_key ON branch_alias (organization_id, key);

CREATE TABLE counter (
  series TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE designation (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  branch_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('样板支部', '双带头人')),
  level TEXT NOT NULL CHECK (level IN ('全国', '省级', '校级')),
  stage TEXT NOT NULL CHECK (stage IN ('培育创建', '通过验收', '延期')),
  batch TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  FOREIGN KEY (branch_id) REFERENCES branch (id) ON DELETE RESTRICT
);
CREATE INDEX designation_branch_id ON designation (branch_id);

CREATE TABLE receipt (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  received_at TEXT NOT NULL,
  submitter TEXT NOT NULL,
  telephone TEXT NOT NULL,
  taken_by TEXT NOT NULL,
  slip_issued_at TEXT NOT NULL,
  voided_at TEXT NOT NULL,
  void_reason TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT,
  FOREIGN KEY (organization_id) REFERENCES party_organization (id) ON DELETE RESTRICT
);
CREATE INDEX receipt_round_id ON receipt (round_id);
CREATE INDEX receipt_organization_id ON receipt (organization_id);
CREATE UNIQUE INDEX receipt_number ON receipt (number);

CREATE TABLE receipt_line (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  receipt_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  supplement INTEGER NOT NULL CHECK (supplement IN (0, 1)),
  remark TEXT NOT NULL,
  FOREIGN KEY (receipt_id) REFERENCES receipt (id) ON DELETE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX receipt_line_receipt_id ON receipt_line (receipt_id);
CREATE INDEX receipt_line_application_id ON receipt_line (application_id);
CREATE UNIQUE INDEX receipt_line_receipt_id_application_id ON receipt_line (receipt_id, application_id);

CREATE TABLE electronic_version (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('申报稿', '定稿')),
  arrived_at TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('经手人填写', '邮件服务器', '发件人时间')),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  receipt_line_id INTEGER,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT,
  FOREIGN KEY (receipt_line_id) REFERENCES receipt_line (id) ON DELETE RESTRICT
);
CREATE INDEX electronic_version_application_id ON electronic_version (application_id);
CREATE INDEX electronic_version_receipt_line_id ON electronic_version (receipt_line_id);

CREATE TABLE holiday (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  day TEXT NOT NULL,
  works INTEGER NOT NULL CHECK (works IN (0, 1)),
  name TEXT NOT NULL,
  own INTEGER NOT NULL CHECK (own IN (0, 1))
);
CREATE UNIQUE INDEX holiday_day ON holiday (day);

CREATE TABLE holiday_year (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  source TEXT NOT NULL
);
CREATE UNIQUE INDEX holiday_year_year ON holiday_year (year);

CREATE TABLE obligation_override (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  branch_id INTEGER NOT NULL,
  obligated INTEGER NOT NULL CHECK (obligated IN (0, 1)),
  reason TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT,
  FOREIGN KEY (branch_id) REFERENCES branch (id) ON DELETE RESTRICT
);
CREATE INDEX obligation_override_round_id ON obligation_override (round_id);
CREATE INDEX obligation_override_branch_id ON obligation_override (branch_id);
CREATE UNIQUE INDEX obligation_override_round_id_branch_id ON obligation_override (round_id, branch_id);

CREATE TABLE office_setting (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,
  value TEXT NOT NULL
);
CREATE UNIQUE INDEX office_setting_key ON office_setting (key);

CREATE TABLE operator (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  closed_on TEXT NOT NULL
);
CREATE UNIQUE INDEX operator_name ON operator (name);

CREATE TABLE paper_copy (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  code TEXT NOT NULL,
  stamped INTEGER NOT NULL CHECK (stamped IN (0, 1)),
  signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
  whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
  place TEXT NOT NULL,
  received_at TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX paper_copy_application_id ON paper_copy (application_id);
CREATE UNIQUE INDEX paper_copy_code ON paper_copy (code);
CREATE UNIQUE INDEX paper_copy_application_id_ordinal ON paper_copy (application_id, ordinal);

CREATE TABLE received_copy (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  line_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  stamped INTEGER NOT NULL CHECK (stamped IN (0, 1)),
  signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
  whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
  FOREIGN KEY (line_id) REFERENCES receipt_line (id) ON DELETE RESTRICT
);
CREATE INDEX received_copy_line_id ON received_copy (line_id);
CREATE UNIQUE INDEX received_copy_line_id_ordinal ON received_copy (line_id, ordinal);

CREATE TABLE round_phase (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('品牌酝酿', '项目申报', '项目立项', '培育建设', '考核验收', '持续建设')),
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  sentence TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT
);
CREATE INDEX round_phase_round_id ON round_phase (round_id);
CREATE UNIQUE INDEX round_phase_round_id_kind ON round_phase (round_id, kind);
