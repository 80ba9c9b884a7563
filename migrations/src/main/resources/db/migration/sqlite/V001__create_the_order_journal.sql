-- Amounts are plain decimal text, times are UTC milliseconds. Text is never summed here: SQLite would do it in floats.

-- Every order that was ever decided, where it stands, and the sum of its fills. Written before anything is sent.
CREATE TABLE orders (
  sequence        INTEGER PRIMARY KEY,
  client_order_id TEXT    NOT NULL UNIQUE,
  bot             TEXT    NOT NULL,
  symbol          TEXT    NOT NULL,
  decision_at_ms  INTEGER NOT NULL,
  purpose         TEXT    NOT NULL,
  side            TEXT    NOT NULL,
  type            TEXT    NOT NULL,
  size_base       TEXT,
  size_quote      TEXT,
  limit_price     TEXT,
  trigger_price   TEXT,
  reference_price TEXT    NOT NULL,
  parent          TEXT,
  decided_at_ms   INTEGER NOT NULL,
  status          TEXT    NOT NULL,
  venue_order_id  TEXT,
  filled          TEXT    NOT NULL,
  filled_quote    TEXT    NOT NULL,
  updated_at_ms   INTEGER NOT NULL,
  CHECK ((size_base IS NULL) <> (size_quote IS NULL))
) STRICT;

-- Every step of every order, in the order they became known.
CREATE TABLE order_events (
  sequence        INTEGER PRIMARY KEY,
  client_order_id TEXT    NOT NULL REFERENCES orders (client_order_id),
  from_status     TEXT    NOT NULL,
  event           TEXT    NOT NULL,
  to_status       TEXT    NOT NULL,
  at_ms           INTEGER NOT NULL
) STRICT;

-- Every fill, once. A position remembers the sequence of the fill that made it flat, so a number is never given twice.
CREATE TABLE fills (
  sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
  venue           TEXT    NOT NULL,
  account         TEXT    NOT NULL,
  symbol          TEXT    NOT NULL,
  trade_id        TEXT    NOT NULL,
  bot             TEXT    NOT NULL,
  client_order_id TEXT    NOT NULL REFERENCES orders (client_order_id),
  side            TEXT    NOT NULL,
  price           TEXT    NOT NULL,
  quantity        TEXT    NOT NULL,
  fee             TEXT    NOT NULL,
  fee_currency    TEXT    NOT NULL,
  fee_in_quote    TEXT,
  liquidity       TEXT    NOT NULL,
  at_ms           INTEGER NOT NULL,
  UNIQUE (venue, account, symbol, trade_id)
) STRICT;

-- What each sell fill realised; all money in the quote currency of the symbol.
CREATE TABLE trades (
  fill_sequence   INTEGER PRIMARY KEY REFERENCES fills (sequence),
  bot             TEXT    NOT NULL,
  symbol          TEXT    NOT NULL,
  trade_id        TEXT    NOT NULL,
  quantity        TEXT    NOT NULL,
  proceeds        TEXT    NOT NULL,
  cost            TEXT    NOT NULL,
  fees            TEXT    NOT NULL,
  pnl             TEXT    NOT NULL,
  at_ms           INTEGER NOT NULL
) STRICT;

-- The last position of each bot. Prices of protection are what a double prints; 0.0 when none is armed.
CREATE TABLE positions (
  bot              TEXT    PRIMARY KEY,
  symbol           TEXT    NOT NULL,
  quantity         TEXT    NOT NULL,
  cost             TEXT    NOT NULL,
  opened_by_at_ms  INTEGER,
  entry_price      TEXT    NOT NULL,
  peak_price       TEXT    NOT NULL,
  changed_at_ms    INTEGER NOT NULL,
  flat_after_fill  INTEGER NOT NULL
) STRICT;

-- What an auditor wants to know.
CREATE TABLE audit (
  sequence        INTEGER PRIMARY KEY,
  at_ms           INTEGER NOT NULL,
  bot             TEXT    NOT NULL,
  actor           TEXT    NOT NULL,
  action          TEXT    NOT NULL,
  detail          TEXT    NOT NULL
) STRICT;

-- What belongs to the database as a whole: which account it is of, which program wrote it last.
CREATE TABLE database_facts (
  name            TEXT    PRIMARY KEY,
  value           TEXT    NOT NULL,
  changed_at_ms   INTEGER NOT NULL
) STRICT;

-- Facts are added, never changed.
CREATE TRIGGER order_events_are_facts BEFORE UPDATE ON order_events
BEGIN
  SELECT RAISE(ABORT, 'order events are never changed');
END;

CREATE TRIGGER fills_are_facts BEFORE UPDATE ON fills
BEGIN
  SELECT RAISE(ABORT, 'fills are never changed');
END;

CREATE TRIGGER trades_are_facts BEFORE UPDATE ON trades
BEGIN
  SELECT RAISE(ABORT, 'trades are never changed');
END;

CREATE TRIGGER audit_is_facts BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit entries are never changed');
END;
