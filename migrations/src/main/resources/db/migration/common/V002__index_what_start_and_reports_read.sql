-- The start of a bot: its orders that may live, those of its position, those of the last days.
CREATE INDEX orders_not_final ON orders (bot)
  WHERE status IN ('INTENDED', 'SENDING', 'OPEN', 'PARTIALLY_FILLED', 'CANCEL_SENT', 'UNKNOWN');
CREATE INDEX orders_by_bot_and_decided ON orders (bot, decided_at_ms);
CREATE INDEX orders_by_bot_and_decision ON orders (bot, decision_at_ms);
CREATE INDEX fills_by_bot ON fills (bot, sequence);
CREATE INDEX trades_by_bot ON trades (bot, at_ms);

-- Reports over a span of time, of all symbols or of one.
CREATE INDEX orders_by_decided ON orders (decided_at_ms, symbol);
CREATE INDEX fills_by_time ON fills (at_ms, symbol);
CREATE INDEX trades_by_time ON trades (at_ms, symbol);
CREATE INDEX audit_by_time ON audit (at_ms);

-- The history of one order.
CREATE INDEX order_events_by_order ON order_events (client_order_id);
CREATE INDEX fills_by_order ON fills (client_order_id);
