-- The first schema of a store in SQLite. Every table is clustered on its key (WITHOUT ROWID):
-- rows that are read together lie together. The same tables stand in store/postgres.
--
-- No function is called by a check or an index of the tables that grow with every payment:
-- SQLite would keep a copy of every page that a statement changes, for as long as it runs. Nor
-- do their checks ask IN, for which it would fill a table of its own for each row.

-- +goose Up
-- What owns everything else. The salt hides the content of audit commitments.
CREATE TABLE company (
  id   TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per company: the version that every committed change counts up, and the head of
-- the audit chain. PostgreSQL's writers of a company queue for this row.
CREATE TABLE state (
  company    TEXT NOT NULL PRIMARY KEY,
  version    INTEGER NOT NULL,
  audit_seq  INTEGER NOT NULL,
  audit_hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A bank account belongs to one company, whatever that company is called.
CREATE TABLE account (
  id             TEXT NOT NULL PRIMARY KEY,
  company        TEXT NOT NULL CONSTRAINT account_company REFERENCES company (id),
  currency       TEXT NOT NULL,
  owner          TEXT NOT NULL,
  alias          TEXT NOT NULL,
  kind           TEXT NOT NULL,
  ledger_account TEXT NOT NULL,
  journal        TEXT NOT NULL,
  rhythm         INTEGER NOT NULL,
  not_counted    INTEGER NOT NULL,
  answers        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A file that was read. Content is a digest of all that it put into the store.
CREATE TABLE import (
  company    TEXT NOT NULL,
  id         TEXT NOT NULL,
  digest     BLOB NOT NULL,
  name       TEXT NOT NULL,
  format     TEXT NOT NULL,
  size       INTEGER NOT NULL,
  outcome    TEXT NOT NULL,
  statements INTEGER NOT NULL,
  entries    INTEGER NOT NULL,
  fresh      INTEGER NOT NULL,
  invoices   INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  recorded   INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  content    BLOB NOT NULL,
  PRIMARY KEY (company, id)
) STRICT, WITHOUT ROWID;

-- What an import made of a file, once for each look at it, never changed: what is counted from it
-- never falls, whatever is taken back.
CREATE TABLE intake (
  company  TEXT NOT NULL,
  seq      INTEGER NOT NULL,
  import   TEXT NOT NULL,
  format   TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  lines    INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  pending  INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (company, seq)
) STRICT, WITHOUT ROWID;

-- A file that was taken back, never changed: its row of table import is gone, so that it can come
-- again. The key is that under which it was taken back once.
CREATE TABLE undone_import (
  company    TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  id         BLOB NOT NULL,
  import     TEXT NOT NULL,
  name       TEXT NOT NULL,
  entries    INTEGER NOT NULL,
  invoices   INTEGER NOT NULL,
  batches    INTEGER NOT NULL,
  request    TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  reason     TEXT NOT NULL,
  recorded   INTEGER NOT NULL,
  PRIMARY KEY (company, seq)
) STRICT, WITHOUT ROWID;

-- What a file says of an account; n numbers the statements of a file. A balance that the bank
-- does not give has no day. The pages are 0 where a statement is whole.
CREATE TABLE statement (
  company         TEXT NOT NULL,
  import          TEXT NOT NULL,
  n               INTEGER NOT NULL,
  id              BLOB NOT NULL,
  account         TEXT NOT NULL,
  currency        TEXT NOT NULL,
  reference       TEXT NOT NULL,
  sequence        INTEGER NOT NULL,
  first_page      INTEGER NOT NULL,
  last_page       INTEGER NOT NULL,
  more_pages      INTEGER NOT NULL,
  first_day       INTEGER NOT NULL,
  last_day        INTEGER NOT NULL,
  stated          INTEGER NOT NULL,
  opening         TEXT NOT NULL,
  opening_date    INTEGER,
  closing         TEXT NOT NULL,
  closing_date    INTEGER,
  pending         INTEGER NOT NULL,
  pending_credits TEXT NOT NULL,
  pending_debits  TEXT NOT NULL,
  name            TEXT NOT NULL,
  format          TEXT NOT NULL,
  line            INTEGER NOT NULL,
  state           TEXT NOT NULL CONSTRAINT statement_state
    CHECK (state IN ('entered', 'held', 'duplicate', 'provisional')),
  reason          TEXT NOT NULL,
  booked          INTEGER NOT NULL,
  credits         TEXT NOT NULL,
  debits          TEXT NOT NULL,
  interim         TEXT NOT NULL,
  seal            INTEGER NOT NULL,
  PRIMARY KEY (company, import, n)
) STRICT, WITHOUT ROWID;

-- The seal of a row is eight bytes of a digest of what it was stored with: see store/internal/rows.
-- A booked line with its only detail, if it has one. The id begins with account and day, so
-- that a statement is one stretch of the table. Version names the details that count.
CREATE TABLE entry (
  company          TEXT NOT NULL,
  import           TEXT NOT NULL,
  id               BLOB NOT NULL CONSTRAINT entry_id CHECK (id <> x''),
  account          TEXT NOT NULL,
  booking_date     INTEGER NOT NULL,
  value_date       INTEGER NOT NULL,
  amount           INTEGER NOT NULL,
  currency         TEXT NOT NULL,
  reference        TEXT NOT NULL,
  stable           INTEGER NOT NULL,
  code             TEXT NOT NULL,
  reversal         INTEGER NOT NULL,
  text             TEXT NOT NULL,
  lump             INTEGER NOT NULL,
  batch_count      INTEGER NOT NULL,
  batch_ref        TEXT NOT NULL,
  line             INTEGER NOT NULL,
  form             TEXT NOT NULL CONSTRAINT entry_form
    CHECK (form = 'single' OR form = 'plain' OR form = 'batch'),
  version          INTEGER NOT NULL DEFAULT 1,
  detail_reference TEXT NOT NULL,
  end_to_end_id    TEXT NOT NULL,
  payer            TEXT NOT NULL,
  iban             TEXT NOT NULL,
  remittance       TEXT NOT NULL,
  more             TEXT NOT NULL,
  seal             INTEGER NOT NULL,
  PRIMARY KEY (company, id)
) STRICT, WITHOUT ROWID;

-- One payment of a batch, in one version of it.
CREATE TABLE detail (
  company          TEXT NOT NULL,
  import           TEXT NOT NULL,
  id               BLOB NOT NULL CONSTRAINT detail_id CHECK (id <> x''),
  version          INTEGER NOT NULL,
  entry            BLOB NOT NULL,
  amount           INTEGER NOT NULL,
  currency         TEXT NOT NULL,
  lump             INTEGER NOT NULL,
  form             TEXT NOT NULL,
  detail_reference TEXT NOT NULL,
  end_to_end_id    TEXT NOT NULL,
  payer            TEXT NOT NULL,
  iban             TEXT NOT NULL,
  remittance       TEXT NOT NULL,
  more             TEXT NOT NULL,
  seal             INTEGER NOT NULL,
  PRIMARY KEY (company, id, version)
) STRICT, WITHOUT ROWID;

-- An entry that another file has seen again.
CREATE TABLE sighting (
  company TEXT NOT NULL,
  entry   BLOB NOT NULL,
  import  TEXT NOT NULL,
  PRIMARY KEY (company, entry, import)
) STRICT, WITHOUT ROWID;

-- What an entry is made of, as a file of another source tells it: camt.054, payout report, slip.
-- It is never money of its own. The entry is empty while it waits, the reason while it proves.
CREATE TABLE batch (
  company   TEXT NOT NULL,
  id        BLOB NOT NULL CONSTRAINT batch_id CHECK (length(id) = 16),
  import    TEXT NOT NULL,
  source    TEXT NOT NULL,
  account   TEXT NOT NULL,
  reference TEXT NOT NULL,
  payout    TEXT NOT NULL,
  date      INTEGER NOT NULL,
  amount    INTEGER NOT NULL,
  currency  TEXT NOT NULL,
  fees      TEXT NOT NULL,
  details   TEXT NOT NULL,
  entry     BLOB NOT NULL,
  reason    TEXT NOT NULL,
  line      INTEGER NOT NULL,
  message   TEXT NOT NULL,
  PRIMARY KEY (company, id, import)
) STRICT, WITHOUT ROWID;

-- Who owes.
CREATE TABLE customer (
  company TEXT NOT NULL,
  id      TEXT NOT NULL,
  name    TEXT NOT NULL,
  email   TEXT NOT NULL,
  ibans   TEXT NOT NULL,
  alias   TEXT NOT NULL,
  PRIMARY KEY (company, id)
) STRICT, WITHOUT ROWID;

-- A version of an invoice. Money never touches it.
CREATE TABLE invoice (
  company           TEXT NOT NULL,
  import            TEXT NOT NULL,
  number            TEXT NOT NULL,
  version           INTEGER NOT NULL,
  type              TEXT NOT NULL,
  customer          TEXT NOT NULL,
  issue_date        INTEGER NOT NULL,
  due_date          INTEGER NOT NULL,
  amount            INTEGER NOT NULL,
  currency          TEXT NOT NULL,
  state             TEXT NOT NULL,
  owner             TEXT NOT NULL,
  terms             TEXT NOT NULL,
  project           TEXT NOT NULL,
  payment_reference TEXT NOT NULL,
  line              INTEGER NOT NULL,
  claim             TEXT NOT NULL,
  disputed          INTEGER NOT NULL,
  seal              INTEGER NOT NULL,
  PRIMARY KEY (company, number, version)
) STRICT, WITHOUT ROWID;

-- What was decided, never changed. Day is the booking day of the source; id is the key under
-- which a decision happens once.
CREATE TABLE decision (
  company    TEXT NOT NULL,
  day        INTEGER NOT NULL,
  payment    BLOB NOT NULL,
  invoice    TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  id         BLOB NOT NULL CONSTRAINT decision_id CHECK (id <> x''),
  content    BLOB NOT NULL,
  kind       TEXT NOT NULL CONSTRAINT decision_kind
    CHECK (kind = 'applied' OR kind = 'refused' OR kind = 'undone'),
  customer   TEXT NOT NULL,
  rule       TEXT NOT NULL,
  rank       INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  parts      TEXT NOT NULL,
  evidence   TEXT NOT NULL,
  refuses    TEXT NOT NULL,
  undoes     BLOB,
  effective  INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  reason     TEXT NOT NULL,
  request    TEXT NOT NULL,
  run        TEXT NOT NULL,
  recorded   INTEGER NOT NULL,
  seal       INTEGER NOT NULL,
  PRIMARY KEY (company, day, payment, invoice, seq)
) STRICT, WITHOUT ROWID;

-- Money of a payment on an invoice, never changed. n numbers the allocations of the invoice and
-- after is what closes it then: two writers cannot take one place, and the amount that it was
-- decided on bounds it, whatever the program does.
CREATE TABLE allocation (
  company        TEXT NOT NULL,
  invoice        TEXT NOT NULL,
  n              INTEGER NOT NULL,
  decision       BLOB NOT NULL,
  payment        BLOB NOT NULL,
  kind           TEXT NOT NULL,
  moves          INTEGER NOT NULL,
  moves_currency TEXT NOT NULL,
  closes         INTEGER NOT NULL,
  currency       TEXT NOT NULL,
  after          INTEGER NOT NULL,
  amount         INTEGER NOT NULL,
  effective      INTEGER NOT NULL,
  undoes         BLOB,
  seal           INTEGER NOT NULL,
  PRIMARY KEY (company, invoice, n),
  CONSTRAINT allocation_within CHECK (
    (amount >= 0 AND after >= 0 AND after <= amount)
    OR (amount < 0 AND after <= 0 AND after >= amount))
) STRICT, WITHOUT ROWID;

-- What waits for a person. Day is the payment's.
CREATE TABLE proposal (
  company    TEXT NOT NULL,
  payment    BLOB NOT NULL,
  rank       INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  rule       TEXT NOT NULL,
  customer   TEXT NOT NULL,
  parts      TEXT NOT NULL,
  evidence   TEXT NOT NULL,
  confidence INTEGER NOT NULL,
  identified INTEGER NOT NULL,
  obstacle   TEXT NOT NULL,
  PRIMARY KEY (company, payment, rank)
) STRICT, WITHOUT ROWID;

-- What a person must know.
CREATE TABLE anomaly (
  company      TEXT NOT NULL,
  kind         TEXT NOT NULL,
  key          TEXT NOT NULL,
  severity     TEXT NOT NULL,
  account      TEXT NOT NULL,
  booking_date INTEGER NOT NULL,
  amount       INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  invoice      TEXT NOT NULL,
  customer     TEXT NOT NULL,
  payment      BLOB NOT NULL,
  evidence     TEXT NOT NULL,
  PRIMARY KEY (company, kind, key)
) STRICT, WITHOUT ROWID;

-- One execution of the pipeline.
CREATE TABLE run (
  company    TEXT NOT NULL,
  id         TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  as_of      INTEGER NOT NULL,
  policy     TEXT NOT NULL,
  program    TEXT NOT NULL,
  files      INTEGER NOT NULL,
  decisions  INTEGER NOT NULL,
  proposals  INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  recorded   INTEGER NOT NULL,
  PRIMARY KEY (company, id)
) STRICT, WITHOUT ROWID;

-- A rule of the company added or removed, never changed.
CREATE TABLE company_rule (
  company    TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  id         TEXT NOT NULL,
  removed    INTEGER NOT NULL,
  iban       TEXT NOT NULL,
  payer      TEXT NOT NULL,
  words      TEXT NOT NULL,
  customer   TEXT NOT NULL,
  kind       TEXT NOT NULL,
  never      INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  reason     TEXT NOT NULL,
  recorded   INTEGER NOT NULL,
  PRIMARY KEY (company, seq)
) STRICT, WITHOUT ROWID;

-- A step in the life of an anomaly, never changed: what a person said of it, or that its cause is
-- gone. It holds the anomaly as it stood then.
CREATE TABLE followup (
  company      TEXT NOT NULL,
  seq          INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  key          TEXT NOT NULL,
  severity     TEXT NOT NULL,
  account      TEXT NOT NULL,
  booking_date INTEGER NOT NULL,
  amount       INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  invoice      TEXT NOT NULL,
  customer     TEXT NOT NULL,
  payment      BLOB NOT NULL,
  state        TEXT NOT NULL CONSTRAINT followup_state
    CHECK (state = 'open' OR state = 'acknowledged' OR state = 'dismissed' OR state = 'resolved'),
  actor_kind   TEXT NOT NULL,
  actor_name   TEXT NOT NULL,
  actor_role   TEXT NOT NULL,
  reason       TEXT NOT NULL,
  recorded     INTEGER NOT NULL,
  PRIMARY KEY (company, seq)
) STRICT, WITHOUT ROWID;

-- The chain over imports and decisions, never changed. A row holds n records that were appended
-- together and differ in what they refer to alone: seq and hash are of the last of them, and
-- the hashes between follow from the row before.
CREATE TABLE audit (
  company     TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  refs        TEXT NOT NULL,
  actor       TEXT NOT NULL,
  commitments BLOB NOT NULL,
  recorded    INTEGER NOT NULL,
  hash        BLOB NOT NULL,
  PRIMARY KEY (company, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX decision_key ON decision (company, id);
CREATE UNIQUE INDEX undone_import_key ON undone_import (company, id);
CREATE UNIQUE INDEX decision_undoes ON decision (company, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX decision_invoice ON decision (company, invoice) WHERE invoice <> '';

-- What is matched: entries that are their own payment, and the details of the version that
-- counts of those that are batches. Brought is the file that the details came with.
CREATE VIEW payment AS
SELECT e.company, e.import, e.import AS brought, e.id, e.id AS entry, e.account, e.booking_date,
       e.value_date, e.amount, e.currency, e.reference, e.code, e.reversal, e.lump, e.text, e.batch_ref, e.version, e.form,
       e.detail_reference, e.end_to_end_id, e.payer, e.iban, e.remittance, e.more
FROM entry e
WHERE e.version = 1 AND e.form <> 'batch'
UNION ALL
SELECT d.company, e.import, d.import AS brought, d.id, d.entry, e.account, e.booking_date,
       e.value_date, d.amount, d.currency, e.reference, e.code, e.reversal, d.lump, e.text, e.batch_ref, d.version, d.form,
       d.detail_reference, d.end_to_end_id, d.payer, d.iban, d.remittance, d.more
FROM detail d
JOIN entry e ON e.company = d.company AND e.id = d.entry AND e.version = d.version;

-- History is added to and never changed, by this program or by hand.
-- +goose StatementBegin
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decision is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decision is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER allocation_no_update BEFORE UPDATE ON allocation
BEGIN SELECT RAISE(ABORT, 'allocation is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER allocation_no_delete BEFORE DELETE ON allocation
BEGIN SELECT RAISE(ABORT, 'allocation is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER company_rule_no_update BEFORE UPDATE ON company_rule
BEGIN SELECT RAISE(ABORT, 'company_rule is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER company_rule_no_delete BEFORE DELETE ON company_rule
BEGIN SELECT RAISE(ABORT, 'company_rule is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER undone_import_no_update BEFORE UPDATE ON undone_import
BEGIN SELECT RAISE(ABORT, 'undone_import is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER undone_import_no_delete BEFORE DELETE ON undone_import
BEGIN SELECT RAISE(ABORT, 'undone_import is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_no_update BEFORE UPDATE ON intake
BEGIN SELECT RAISE(ABORT, 'intake is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_no_delete BEFORE DELETE ON intake
BEGIN SELECT RAISE(ABORT, 'intake is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER followup_no_update BEFORE UPDATE ON followup
BEGIN SELECT RAISE(ABORT, 'followup is never changed: undo adds to it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER followup_no_delete BEFORE DELETE ON followup
BEGIN SELECT RAISE(ABORT, 'followup is never changed: undo adds to it'); END;
-- +goose StatementEnd

-- A file of a company that waits to be imported and reconciled, until it is done: see
-- reconcile/jobs. It is no part of the books, and no backup has it. Times are in milliseconds.
CREATE TABLE job (
  id       INTEGER NOT NULL PRIMARY KEY,
  company  TEXT NOT NULL,
  name     TEXT NOT NULL,
  digest   TEXT NOT NULL,
  state    TEXT NOT NULL CONSTRAINT job_state CHECK (state IN ('waiting', 'running', 'retrying', 'dead')),
  begun    INTEGER NOT NULL,
  attempt  INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next     INTEGER NOT NULL,
  error    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX job_once ON job (company, digest);
