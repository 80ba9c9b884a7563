/** Long work beside the trading: one thing at a time, on a thread that nothing waits for. */
@NullMarked
package cab.app.jobs;

import org.jspecify.annotations.NullMarked;
