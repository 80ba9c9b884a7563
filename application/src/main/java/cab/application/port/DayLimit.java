package cab.application.port;

import java.time.Instant;

/**
 * A limit of the UTC day that has been reached: until it ends nothing new is opened. Immutable.
 *
 * @param until when the day ends
 * @param rule the rule that said so
 * @param reason in words
 */
public record DayLimit(Instant until, String rule, String reason) {}
