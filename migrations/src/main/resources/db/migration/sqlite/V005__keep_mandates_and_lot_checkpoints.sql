-- What an operator last allowed each bot to do. Without a row it may trade.
CREATE TABLE mandates (
  bot             TEXT    PRIMARY KEY,
  level           TEXT    NOT NULL CHECK (level IN ('ACTIVE', 'PAUSED', 'STOPPED', 'EMERGENCY')),
  since_at_ms     INTEGER NOT NULL,
  actor           TEXT    NOT NULL,
  reason          TEXT    NOT NULL
) STRICT;

-- The last limit of a UTC day that each bot has reached, and when it ends.
CREATE TABLE day_limits (
  bot             TEXT    PRIMARY KEY,
  until_at_ms     INTEGER NOT NULL,
  rule            TEXT    NOT NULL,
  reason          TEXT    NOT NULL
) STRICT;

-- The ledger of each bot as it was behind one of its fills, so that a start reads only the fills after it.
CREATE TABLE ledger_checkpoints (
  bot             TEXT    PRIMARY KEY,
  symbol          TEXT    NOT NULL,
  after_fill      INTEGER NOT NULL,
  oversold        TEXT    NOT NULL,
  realised_pnl    TEXT    NOT NULL,
  fees            TEXT    NOT NULL,
  entered_base    TEXT    NOT NULL,
  entered_quote   TEXT    NOT NULL,
  at_ms           INTEGER NOT NULL
) STRICT;

-- The lots of a checkpoint, oldest first.
CREATE TABLE checkpoint_lots (
  bot             TEXT    NOT NULL REFERENCES ledger_checkpoints (bot),
  place           INTEGER NOT NULL,
  quantity        TEXT    NOT NULL,
  cost            TEXT    NOT NULL,
  bought_at_ms    INTEGER NOT NULL,
  PRIMARY KEY (bot, place)
) STRICT;

-- Fees of a checkpoint in coins without a price.
CREATE TABLE checkpoint_fees (
  bot             TEXT    NOT NULL REFERENCES ledger_checkpoints (bot),
  currency        TEXT    NOT NULL,
  amount          TEXT    NOT NULL,
  PRIMARY KEY (bot, currency)
) STRICT;
