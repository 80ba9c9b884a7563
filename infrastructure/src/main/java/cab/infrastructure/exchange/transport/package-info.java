/**
 * What every adapter of an exchange needs of the network: requests with deadlines and limits, a stream that mends
 * itself, the exchange's clock, narrow reading of JSON. An exchange adds how it is spoken, as a dialect.
 */
@NullMarked
package cab.infrastructure.exchange.transport;

import org.jspecify.annotations.NullMarked;
