/** The report of a backtest as one HTML file. */
@NullMarked
package cab.infrastructure.report;

import org.jspecify.annotations.NullMarked;
