-- The first schema of a store in PostgreSQL. Text is ordered by its bytes (COLLATE "C"). Every
-- key starts with the company. The same tables stand in store/sqlite.

-- +goose Up
-- What owns everything else. The salt hides the content of audit commitments.
CREATE TABLE company (
  id   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  salt BYTEA NOT NULL
);

-- One row per company: the version that every committed change counts up, and the head of
-- the audit chain. PostgreSQL's writers of a company queue for this row.
CREATE TABLE state (
  company    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  audit_seq  BIGINT NOT NULL,
  audit_hash BYTEA NOT NULL
);

-- A bank account belongs to one company, whatever that company is called.
CREATE TABLE account (
  id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  company        TEXT COLLATE "C" NOT NULL CONSTRAINT account_company REFERENCES company (id),
  currency       TEXT COLLATE "C" NOT NULL,
  owner          TEXT COLLATE "C" NOT NULL,
  alias          TEXT COLLATE "C" NOT NULL,
  kind           TEXT COLLATE "C" NOT NULL,
  ledger_account TEXT COLLATE "C" NOT NULL,
  journal        TEXT COLLATE "C" NOT NULL,
  rhythm         INTEGER NOT NULL,
  not_counted    BOOLEAN NOT NULL,
  answers        TEXT COLLATE "C" NOT NULL
);

-- A file that was read. Content is a digest of all that it put into the store.
CREATE TABLE import (
  company    TEXT COLLATE "C" NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  digest     BYTEA NOT NULL,
  name       TEXT COLLATE "C" NOT NULL,
  format     TEXT COLLATE "C" NOT NULL,
  size       BIGINT NOT NULL,
  outcome    TEXT COLLATE "C" NOT NULL,
  statements INTEGER NOT NULL,
  entries    INTEGER NOT NULL,
  fresh      INTEGER NOT NULL,
  invoices   INTEGER NOT NULL,
  actor_kind TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  actor_role TEXT COLLATE "C" NOT NULL,
  seq        BIGINT NOT NULL,
  recorded   BIGINT NOT NULL,
  reason     TEXT COLLATE "C" NOT NULL,
  content    BYTEA NOT NULL,
  PRIMARY KEY (company, id)
);

-- What an import made of a file, once for each look at it, never changed: what is counted from it
-- never falls, whatever is taken back.
CREATE TABLE intake (
  company  TEXT COLLATE "C" NOT NULL,
  seq      INTEGER NOT NULL,
  import   TEXT COLLATE "C" NOT NULL,
  format   TEXT COLLATE "C" NOT NULL,
  outcome  TEXT COLLATE "C" NOT NULL,
  lines    INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  pending  INTEGER NOT NULL,
  recorded BIGINT NOT NULL,
  PRIMARY KEY (company, seq)
);

-- A file that was taken back, never changed: its row of table import is gone, so that it can come
-- again. The key is that under which it was taken back once.
CREATE TABLE undone_import (
  company    TEXT COLLATE "C" NOT NULL,
  seq        BIGINT NOT NULL,
  id         BYTEA NOT NULL,
  import     TEXT COLLATE "C" NOT NULL,
  name       TEXT COLLATE "C" NOT NULL,
  entries    INTEGER NOT NULL,
  invoices   INTEGER NOT NULL,
  batches    INTEGER NOT NULL,
  request    TEXT COLLATE "C" NOT NULL,
  actor_kind TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  actor_role TEXT COLLATE "C" NOT NULL,
  reason     TEXT COLLATE "C" NOT NULL,
  recorded   BIGINT NOT NULL,
  PRIMARY KEY (company, seq)
);

-- What a file says of an account; n numbers the statements of a file. A balance that the bank
-- does not give has no day. The pages are 0 where a statement is whole.
CREATE TABLE statement (
  company         TEXT COLLATE "C" NOT NULL,
  import          TEXT COLLATE "C" NOT NULL,
  n               INTEGER NOT NULL,
  id              BYTEA NOT NULL,
  account         TEXT COLLATE "C" NOT NULL,
  currency        TEXT COLLATE "C" NOT NULL,
  reference       TEXT COLLATE "C" NOT NULL,
  sequence        BIGINT NOT NULL,
  first_page      INTEGER NOT NULL,
  last_page       INTEGER NOT NULL,
  more_pages      BOOLEAN NOT NULL,
  first_day       INTEGER NOT NULL,
  last_day        INTEGER NOT NULL,
  stated          BOOLEAN NOT NULL,
  opening         TEXT COLLATE "C" NOT NULL,
  opening_date    INTEGER,
  closing         TEXT COLLATE "C" NOT NULL,
  closing_date    INTEGER,
  pending         INTEGER NOT NULL,
  pending_credits TEXT COLLATE "C" NOT NULL,
  pending_debits  TEXT COLLATE "C" NOT NULL,
  name            TEXT COLLATE "C" NOT NULL,
  format          TEXT COLLATE "C" NOT NULL,
  line            INTEGER NOT NULL,
  state           TEXT COLLATE "C" NOT NULL CONSTRAINT statement_state
    CHECK (state IN ('entered', 'held', 'duplicate', 'provisional')),
  reason          TEXT COLLATE "C" NOT NULL,
  booked          INTEGER NOT NULL,
  credits         TEXT COLLATE "C" NOT NULL,
  debits          TEXT COLLATE "C" NOT NULL,
  interim         TEXT COLLATE "C" NOT NULL,
  seal            BIGINT NOT NULL,
  PRIMARY KEY (company, import, n)
);

-- The seal of a row is eight bytes of a digest of what it was stored with: see store/internal/rows.
-- A booked line with its only detail, if it has one. The id begins with account and day, so
-- that a statement is one stretch of the table. Version names the details that count.
CREATE TABLE entry (
  company          TEXT COLLATE "C" NOT NULL,
  import           TEXT COLLATE "C" NOT NULL,
  id               BYTEA NOT NULL CONSTRAINT entry_id CHECK (length(id) = 16),
  account          TEXT COLLATE "C" NOT NULL,
  booking_date     INTEGER NOT NULL,
  value_date       INTEGER NOT NULL,
  amount           BIGINT NOT NULL,
  currency         TEXT COLLATE "C" NOT NULL,
  reference        TEXT COLLATE "C" NOT NULL,
  stable           BOOLEAN NOT NULL,
  code             TEXT COLLATE "C" NOT NULL,
  reversal         BOOLEAN NOT NULL,
  text             TEXT COLLATE "C" NOT NULL,
  lump             BOOLEAN NOT NULL,
  batch_count      INTEGER NOT NULL,
  batch_ref        TEXT COLLATE "C" NOT NULL,
  line             INTEGER NOT NULL,
  form             TEXT COLLATE "C" NOT NULL CONSTRAINT entry_form
    CHECK (form IN ('plain', 'single', 'batch')),
  version          INTEGER NOT NULL DEFAULT 1,
  detail_reference TEXT COLLATE "C" NOT NULL,
  end_to_end_id    TEXT COLLATE "C" NOT NULL,
  payer            TEXT COLLATE "C" NOT NULL,
  iban             TEXT COLLATE "C" NOT NULL,
  remittance       TEXT COLLATE "C" NOT NULL,
  more             TEXT COLLATE "C" NOT NULL,
  seal             BIGINT NOT NULL,
  PRIMARY KEY (company, id)
);

-- One payment of a batch, in one version of it.
CREATE TABLE detail (
  company          TEXT COLLATE "C" NOT NULL,
  import           TEXT COLLATE "C" NOT NULL,
  id               BYTEA NOT NULL CONSTRAINT detail_id CHECK (length(id) = 16),
  version          INTEGER NOT NULL,
  entry            BYTEA NOT NULL,
  amount           BIGINT NOT NULL,
  currency         TEXT COLLATE "C" NOT NULL,
  lump             BOOLEAN NOT NULL,
  form             TEXT COLLATE "C" NOT NULL,
  detail_reference TEXT COLLATE "C" NOT NULL,
  end_to_end_id    TEXT COLLATE "C" NOT NULL,
  payer            TEXT COLLATE "C" NOT NULL,
  iban             TEXT COLLATE "C" NOT NULL,
  remittance       TEXT COLLATE "C" NOT NULL,
  more             TEXT COLLATE "C" NOT NULL,
  seal             BIGINT NOT NULL,
  PRIMARY KEY (company, id, version)
);

-- An entry that another file has seen again.
CREATE TABLE sighting (
  company TEXT COLLATE "C" NOT NULL,
  entry   BYTEA NOT NULL,
  import  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company, entry, import)
);

-- What an entry is made of, as a file of another source tells it: camt.054, payout report, slip.
-- It is never money of its own. The entry is empty while it waits, the reason while it proves.
CREATE TABLE batch (
  company   TEXT COLLATE "C" NOT NULL,
  id        BYTEA NOT NULL CONSTRAINT batch_id CHECK (length(id) = 16),
  import    TEXT COLLATE "C" NOT NULL,
  source    TEXT COLLATE "C" NOT NULL,
  account   TEXT COLLATE "C" NOT NULL,
  reference TEXT COLLATE "C" NOT NULL,
  payout    TEXT COLLATE "C" NOT NULL,
  date      INTEGER NOT NULL,
  amount    BIGINT NOT NULL,
  currency  TEXT COLLATE "C" NOT NULL,
  fees      TEXT COLLATE "C" NOT NULL,
  details   TEXT COLLATE "C" NOT NULL,
  entry     BYTEA NOT NULL,
  reason    TEXT COLLATE "C" NOT NULL,
  line      INTEGER NOT NULL,
  message   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company, id, import)
);

-- Who owes.
CREATE TABLE customer (
  company TEXT COLLATE "C" NOT NULL,
  id      TEXT COLLATE "C" NOT NULL,
  name    TEXT COLLATE "C" NOT NULL,
  email   TEXT COLLATE "C" NOT NULL,
  ibans   TEXT COLLATE "C" NOT NULL,
  alias   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company, id)
);

-- A version of an invoice. Money never touches it.
CREATE TABLE invoice (
  company           TEXT COLLATE "C" NOT NULL,
  import            TEXT COLLATE "C" NOT NULL,
  number            TEXT COLLATE "C" NOT NULL,
  version           INTEGER NOT NULL,
  type              TEXT COLLATE "C" NOT NULL,
  customer          TEXT COLLATE "C" NOT NULL,
  issue_date        INTEGER NOT NULL,
  due_date          INTEGER NOT NULL,
  amount            BIGINT NOT NULL,
  currency          TEXT COLLATE "C" NOT NULL,
  state             TEXT COLLATE "C" NOT NULL,
  owner             TEXT COLLATE "C" NOT NULL,
  terms             TEXT COLLATE "C" NOT NULL,
  project           TEXT COLLATE "C" NOT NULL,
  payment_reference TEXT COLLATE "C" NOT NULL,
  line              INTEGER NOT NULL,
  claim             TEXT COLLATE "C" NOT NULL,
  disputed          BOOLEAN NOT NULL,
  seal              BIGINT NOT NULL,
  PRIMARY KEY (company, number, version)
);

-- What was decided, never changed. Day is the booking day of the source; id is the key under
-- which a decision happens once.
CREATE TABLE decision (
  company    TEXT COLLATE "C" NOT NULL,
  day        INTEGER NOT NULL,
  payment    BYTEA NOT NULL,
  invoice    TEXT COLLATE "C" NOT NULL,
  seq        INTEGER NOT NULL,
  id         BYTEA NOT NULL CONSTRAINT decision_id CHECK (length(id) = 16),
  content    BYTEA NOT NULL,
  kind       TEXT COLLATE "C" NOT NULL CONSTRAINT decision_kind
    CHECK (kind IN ('applied', 'refused', 'undone')),
  customer   TEXT COLLATE "C" NOT NULL,
  rule       TEXT COLLATE "C" NOT NULL,
  rank       INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  parts      TEXT COLLATE "C" NOT NULL,
  evidence   TEXT COLLATE "C" NOT NULL,
  refuses    TEXT COLLATE "C" NOT NULL,
  undoes     BYTEA,
  effective  INTEGER NOT NULL,
  actor_kind TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  actor_role TEXT COLLATE "C" NOT NULL,
  reason     TEXT COLLATE "C" NOT NULL,
  request    TEXT COLLATE "C" NOT NULL,
  run        TEXT COLLATE "C" NOT NULL,
  recorded   BIGINT NOT NULL,
  seal       BIGINT NOT NULL,
  PRIMARY KEY (company, day, payment, invoice, seq)
);

-- Money of a payment on an invoice, never changed. n numbers the allocations of the invoice and
-- after is what closes it then: two writers cannot take one place, and the amount that it was
-- decided on bounds it, whatever the program does.
CREATE TABLE allocation (
  company        TEXT COLLATE "C" NOT NULL,
  invoice        TEXT COLLATE "C" NOT NULL,
  n              INTEGER NOT NULL,
  decision       BYTEA NOT NULL,
  payment        BYTEA NOT NULL,
  kind           TEXT COLLATE "C" NOT NULL,
  moves          BIGINT NOT NULL,
  moves_currency TEXT COLLATE "C" NOT NULL,
  closes         BIGINT NOT NULL,
  currency       TEXT COLLATE "C" NOT NULL,
  after          BIGINT NOT NULL,
  amount         BIGINT NOT NULL,
  effective      INTEGER NOT NULL,
  undoes         BYTEA,
  seal           BIGINT NOT NULL,
  PRIMARY KEY (company, invoice, n),
  CONSTRAINT allocation_within CHECK (
    (amount >= 0 AND after >= 0 AND after <= amount)
    OR (amount < 0 AND after <= 0 AND after >= amount))
);

-- What waits for a person. Day is the payment's.
CREATE TABLE proposal (
  company    TEXT COLLATE "C" NOT NULL,
  payment    BYTEA NOT NULL,
  rank       INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  rule       TEXT COLLATE "C" NOT NULL,
  customer   TEXT COLLATE "C" NOT NULL,
  parts      TEXT COLLATE "C" NOT NULL,
  evidence   TEXT COLLATE "C" NOT NULL,
  confidence INTEGER NOT NULL,
  identified BOOLEAN NOT NULL,
  obstacle   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company, payment, rank)
);

-- What a person must know.
CREATE TABLE anomaly (
  company      TEXT COLLATE "C" NOT NULL,
  kind         TEXT COLLATE "C" NOT NULL,
  key          TEXT COLLATE "C" NOT NULL,
  severity     TEXT COLLATE "C" NOT NULL,
  account      TEXT COLLATE "C" NOT NULL,
  booking_date INTEGER NOT NULL,
  amount       BIGINT NOT NULL,
  currency     TEXT COLLATE "C" NOT NULL,
  invoice      TEXT COLLATE "C" NOT NULL,
  customer     TEXT COLLATE "C" NOT NULL,
  payment      BYTEA NOT NULL,
  evidence     TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (company, kind, key)
);

-- One execution of the pipeline.
CREATE TABLE run (
  company    TEXT COLLATE "C" NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  actor_kind TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  actor_role TEXT COLLATE "C" NOT NULL,
  as_of      INTEGER NOT NULL,
  policy     TEXT COLLATE "C" NOT NULL,
  program    TEXT COLLATE "C" NOT NULL,
  files      INTEGER NOT NULL,
  decisions  INTEGER NOT NULL,
  proposals  INTEGER NOT NULL,
  seq        BIGINT NOT NULL,
  recorded   BIGINT NOT NULL,
  PRIMARY KEY (company, id)
);

-- A rule of the company added or removed, never changed.
CREATE TABLE company_rule (
  company    TEXT COLLATE "C" NOT NULL,
  seq        INTEGER NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  removed    BOOLEAN NOT NULL,
  iban       TEXT COLLATE "C" NOT NULL,
  payer      TEXT COLLATE "C" NOT NULL,
  words      TEXT COLLATE "C" NOT NULL,
  customer   TEXT COLLATE "C" NOT NULL,
  kind       TEXT COLLATE "C" NOT NULL,
  never      BOOLEAN NOT NULL,
  actor_kind TEXT COLLATE "C" NOT NULL,
  actor_name TEXT COLLATE "C" NOT NULL,
  actor_role TEXT COLLATE "C" NOT NULL,
  reason     TEXT COLLATE "C" NOT NULL,
  recorded   BIGINT NOT NULL,
  PRIMARY KEY (company, seq)
);

-- A step in the life of an anomaly, never changed: what a person said of it, or that its cause is
-- gone. It holds the anomaly as it stood then.
CREATE TABLE followup (
  company      TEXT COLLATE "C" NOT NULL,
  seq          INTEGER NOT NULL,
  kind         TEXT COLLATE "C" NOT NULL,
  key          TEXT COLLATE "C" NOT NULL,
  severity     TEXT COLLATE "C" NOT NULL,
  account      TEXT COLLATE "C" NOT NULL,
  booking_date INTEGER NOT NULL,
  amount       BIGINT NOT NULL,
  currency     TEXT COLLATE "C" NOT NULL,
  invoice      TEXT COLLATE "C" NOT NULL,
  customer     TEXT COLLATE "C" NOT NULL,
  payment      BYTEA NOT NULL,
  state        TEXT COLLATE "C" NOT NULL CONSTRAINT followup_state
    CHECK (state = 'open' OR state = 'acknowledged' OR state = 'dismissed' OR state = 'resolved'),
  actor_kind   TEXT COLLATE "C" NOT NULL,
  actor_name   TEXT COLLATE "C" NOT NULL,
  actor_role   TEXT COLLATE "C" NOT NULL,
  reason       TEXT COLLATE "C" NOT NULL,
  recorded     BIGINT NOT NULL,
  PRIMARY KEY (company, seq)
);

-- The chain over imports and decisions, never changed. A row holds n records that were appended
-- together and differ in what they refer to alone: seq and hash are of the last of them, and
-- the hashes between follow from the row before.
CREATE TABLE audit (
  company     TEXT COLLATE "C" NOT NULL,
  seq         BIGINT NOT NULL,
  n           INTEGER NOT NULL,
  kind        TEXT COLLATE "C" NOT NULL,
  refs        TEXT COLLATE "C" NOT NULL,
  actor       TEXT COLLATE "C" NOT NULL,
  commitments BYTEA NOT NULL,
  recorded    BIGINT NOT NULL,
  hash        BYTEA NOT NULL,
  PRIMARY KEY (company, seq)
);

CREATE UNIQUE INDEX decision_key ON decision (company, id);
CREATE UNIQUE INDEX undone_import_key ON undone_import (company, id);
CREATE UNIQUE INDEX decision_undoes ON decision (company, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX decision_invoice ON decision (company, invoice) WHERE invoice <> '';

-- What is matched: entries that are their own payment, and the details of the version that
-- counts of those that are batches. Brought is the file that the details came with.
-- OFFSET 0 has the key probed for each detail: of a company that the statistics do not know yet one
-- row is expected, and a plan for one row reads all entries for each detail.
CREATE VIEW payment WITH (security_invoker = true) AS
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
CROSS JOIN LATERAL (SELECT * FROM entry WHERE company = d.company AND id = d.entry
  AND version = d.version OFFSET 0) e;

-- History is added to and never changed, by this program or by hand.
-- +goose StatementBegin
CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never changed: undo adds to it', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER decision_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
  FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER allocation_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON allocation
  FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER company_rule_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON company_rule
  FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER followup_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON followup
  FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER intake_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON intake
  FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER undone_import_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON undone_import
  FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

-- The second wall: a role that does not own the tables meets the rows of one company at a time,
-- which the program names for each transaction. One that names none sees which companies there are
-- and which account belongs to whom, so that a file finds its way, and nothing of any books.
-- An index takes the condition as it stands; in a subquery it would hide what else is asked for.
-- +goose StatementBegin
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['state', 'account', 'import', 'statement', 'entry', 'detail', 'sighting',
    'batch', 'customer', 'invoice', 'decision', 'allocation', 'proposal', 'anomaly', 'run',
    'company_rule', 'followup', 'intake', 'undone_import', 'audit']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY wall ON %I '
      'USING (company = current_setting(''rappro.company'', true))', name);
  END LOOP;
END $$;
-- +goose StatementEnd
ALTER TABLE company ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON company USING (id = current_setting('rappro.company', true));
CREATE POLICY registry ON company FOR SELECT
  USING (COALESCE(current_setting('rappro.company', true), '') = '');
CREATE POLICY registry ON account FOR SELECT
  USING (COALESCE(current_setting('rappro.company', true), '') = '');
