/** What reached a trading cycle and what left it, written down, and played again. */
@NullMarked
package cab.infrastructure.recording;

import org.jspecify.annotations.NullMarked;
