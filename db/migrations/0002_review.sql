-- Experts, scores, 立项 and 公示. Frozen: never edited, never made from the models.

CREATE TABLE review_stage (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('立项', '结项')),
  decimals INTEGER NOT NULL CHECK (decimals IN (0, 1)),
  verification TEXT NOT NULL CHECK (verification IN ('合计核对', '双录')),
  trimming TEXT NOT NULL CHECK (trimming IN ('达到人数才去高低分', '每项都达到人数才去高低分', '不去高低分')),
  trim_threshold INTEGER NOT NULL CHECK (trim_threshold >= 3),
  same_organization_excluded INTEGER NOT NULL CHECK (same_organization_excluded IN (0, 1)),
  started_at TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT
);
CREATE INDEX review_stage_round_id ON review_stage (round_id);
CREATE UNIQUE INDEX review_stage_round_id_stage ON review_stage (round_id, stage);

CREATE TABLE collective_decision (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stage_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  precedence INTEGER NOT NULL CHECK (precedence >= 1),
  names TEXT NOT NULL,
  reason TEXT NOT NULL,
  FOREIGN KEY (stage_id) REFERENCES review_stage (id) ON DELETE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX collective_decision_stage_id ON collective_decision (stage_id);
CREATE INDEX collective_decision_application_id ON collective_decision (application_id);
CREATE UNIQUE INDEX collective_decision_stage_id_application_id ON collective_decision (stage_id, application_id);

CREATE TABLE criterion (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stage_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  full_hundredths INTEGER NOT NULL CHECK (full_hundredths > 0),
  explanation TEXT NOT NULL,
  tie INTEGER NOT NULL CHECK (tie IN (0, 1)),
  FOREIGN KEY (stage_id) REFERENCES review_stage (id) ON DELETE RESTRICT
);
CREATE INDEX criterion_stage_id ON criterion (stage_id);
CREATE UNIQUE INDEX criterion_stage_id_position ON criterion (stage_id, position);
CREATE UNIQUE INDEX criterion_stage_id_name ON criterion (stage_id, name);

CREATE TABLE expert (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  unit TEXT NOT NULL,
  organization_id INTEGER,
  branch_id INTEGER,
  expertise TEXT NOT NULL,
  search TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  FOREIGN KEY (organization_id) REFERENCES party_organization (id) ON DELETE RESTRICT,
  FOREIGN KEY (branch_id) REFERENCES branch (id) ON DELETE RESTRICT
);
CREATE INDEX expert_organization_id ON expert (organization_id);
CREATE INDEX expert_branch_id ON expert (branch_id);
CREATE UNIQUE INDEX expert_name_unit ON expert (name, unit);

CREATE TABLE publicity (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  round_id INTEGER NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  workdays INTEGER NOT NULL CHECK (workdays >= 1),
  first_counts INTEGER NOT NULL CHECK (first_counts IN (0, 1)),
  closed_at TEXT NOT NULL,
  FOREIGN KEY (round_id) REFERENCES round (id) ON DELETE RESTRICT
);
CREATE INDEX publicity_round_id ON publicity (round_id);

CREATE TABLE publicity_item (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  publicity_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  FOREIGN KEY (publicity_id) REFERENCES publicity (id) ON DELETE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX publicity_item_publicity_id ON publicity_item (publicity_id);
CREATE INDEX publicity_item_application_id ON publicity_item (application_id);
CREATE UNIQUE INDEX publicity_item_publicity_id_application_id ON publicity_item (publicity_id, application_id);

CREATE TABLE objection (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  received_on TEXT NOT NULL,
  objector TEXT NOT NULL,
  contact TEXT NOT NULL,
  content TEXT NOT NULL,
  investigator TEXT NOT NULL,
  concluded_on TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  upheld INTEGER NOT NULL CHECK (upheld IN (0, 1)),
  FOREIGN KEY (item_id) REFERENCES publicity_item (id) ON DELETE RESTRICT
);
CREATE INDEX objection_item_id ON objection (item_id);

CREATE TABLE panel_opinion (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stage_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  by TEXT NOT NULL,
  FOREIGN KEY (stage_id) REFERENCES review_stage (id) ON DELETE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX panel_opinion_stage_id ON panel_opinion (stage_id);
CREATE INDEX panel_opinion_application_id ON panel_opinion (application_id);
CREATE UNIQUE INDEX panel_opinion_stage_id_application_id ON panel_opinion (stage_id, application_id);

CREATE TABLE quota (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stage_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  places INTEGER NOT NULL CHECK (places >= 0),
  FOREIGN KEY (stage_id) REFERENCES review_stage (id) ON DELETE RESTRICT
);
CREATE INDEX quota_stage_id ON quota (stage_id);
CREATE UNIQUE INDEX quota_stage_id_kind ON quota (stage_id, kind);

CREATE TABLE recusal (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  expert_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  note TEXT NOT NULL,
  said_by TEXT NOT NULL,
  FOREIGN KEY (expert_id) REFERENCES expert (id) ON DELETE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX recusal_expert_id ON recusal (expert_id);
CREATE INDEX recusal_application_id ON recusal (application_id);
CREATE UNIQUE INDEX recusal_expert_id_application_id ON recusal (expert_id, application_id);

CREATE TABLE review (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stage_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  expert_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  mark TEXT NOT NULL CHECK (mark IN ('', '回避', '缺席', '弃权')),
  total_hundredths INTEGER CHECK (total_hundredths >= 0),
  veto INTEGER NOT NULL CHECK (veto IN (0, 1)),
  veto_reason TEXT NOT NULL,
  opinion TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  verified_by TEXT NOT NULL,
  verified_at TEXT NOT NULL,
  FOREIGN KEY (stage_id) REFERENCES review_stage (id) ON DELETE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT,
  FOREIGN KEY (expert_id) REFERENCES expert (id) ON DELETE RESTRICT
);
CREATE INDEX review_stage_id ON review (stage_id);
CREATE INDEX review_application_id ON review (application_id);
CREATE INDEX review_expert_id ON review (expert_id);
CREATE UNIQUE INDEX review_code ON review (code);
CREATE UNIQUE INDEX review_stage_id_application_id_expert_id ON review (stage_id, application_id, expert_id);

CREATE TABLE revision (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  note TEXT NOT NULL,
  confirmed_by TEXT NOT NULL,
  confirmed_at TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX revision_application_id ON revision (application_id);

CREATE TABLE score (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  review_id INTEGER NOT NULL,
  criterion_id INTEGER NOT NULL,
  hundredths INTEGER NOT NULL CHECK (hundredths >= 0),
  FOREIGN KEY (review_id) REFERENCES review (id) ON DELETE RESTRICT,
  FOREIGN KEY (criterion_id) REFERENCES criterion (id) ON DELETE RESTRICT
);
CREATE INDEX score_review_id ON score (review_id);
CREATE INDEX score_criterion_id ON score (criterion_id);
CREATE UNIQUE INDEX score_review_id_criterion_id ON score (review_id, criterion_id);

CREATE TABLE seat (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  stage_id INTEGER NOT NULL,
  expert_id INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  FOREIGN KEY (stage_id) REFERENCES review_stage (id) ON DELETE RESTRICT,
  FOREIGN KEY (expert_id) REFERENCES expert (id) ON DELETE RESTRICT
);
CREATE INDEX seat_stage_id ON seat (stage_id);
CREATE INDEX seat_expert_id ON seat (expert_id);
CREATE UNIQUE INDEX seat_stage_id_expert_id ON seat (stage_id, expert_id);
CREATE UNIQUE INDEX seat_stage_id_number ON seat (stage_id, number);

CREATE TABLE state_change (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  application_id INTEGER NOT NULL,
  before TEXT NOT NULL CHECK (before IN ('登记', '待补正', '已受理', '评审中', '拟立项', '未入选', '修改中', '已定稿', '审定通过', '公示中', '已立项', '培育中', '待验收', '结项优秀', '结项合格', '不合格', '延期', '未立项', '取消资格', '撤回', '不予受理')),
  after TEXT NOT NULL CHECK (after IN ('登记', '待补正', '已受理', '评审中', '拟立项', '未入选', '修改中', '已定稿', '审定通过', '公示中', '已立项', '培育中', '待验收', '结项优秀', '结项合格', '不合格', '延期', '未立项', '取消资格', '撤回', '不予受理')),
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT
);
CREATE INDEX state_change_application_id ON state_change (application_id);
