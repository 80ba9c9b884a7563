-- What the account was last seen to hold of each currency.
CREATE TABLE balances (
  venue           TEXT    NOT NULL,
  account         TEXT    NOT NULL,
  currency        TEXT    NOT NULL,
  free            TEXT    NOT NULL,
  locked          TEXT    NOT NULL,
  seen_at_ms      INTEGER NOT NULL,
  PRIMARY KEY (venue, account, currency)
) STRICT;

-- The named bots of this database, with their settings as JSON.
CREATE TABLE bots (
  bot             TEXT    PRIMARY KEY,
  kind            TEXT    NOT NULL,
  state           TEXT    NOT NULL,
  settings        TEXT    NOT NULL,
  created_at_ms   INTEGER NOT NULL,
  changed_at_ms   INTEGER NOT NULL
) STRICT;

-- The last snapshot of each kind of each bot, as JSON.
CREATE TABLE snapshots (
  bot             TEXT    NOT NULL,
  kind            TEXT    NOT NULL,
  content         TEXT    NOT NULL,
  at_ms           INTEGER NOT NULL,
  PRIMARY KEY (bot, kind)
) STRICT;
