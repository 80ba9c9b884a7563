-- The most that the account has been worth, as each bot measures its drawdown from.
CREATE TABLE equity_peaks (
  bot             TEXT    PRIMARY KEY,
  equity          TEXT    NOT NULL,
  currency        TEXT    NOT NULL,
  at_ms           INTEGER NOT NULL
) STRICT;
