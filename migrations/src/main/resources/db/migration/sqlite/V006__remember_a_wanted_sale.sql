-- The last sale of each bot that had to wait for a stop at the exchange to end.
CREATE TABLE wanted_sales (
  bot             TEXT    PRIMARY KEY,
  position_at_ms  INTEGER NOT NULL,
  purpose         TEXT    NOT NULL CHECK (purpose IN ('EXIT', 'PROTECTION')),
  reference       TEXT    NOT NULL,
  at_ms           INTEGER NOT NULL
) STRICT;
