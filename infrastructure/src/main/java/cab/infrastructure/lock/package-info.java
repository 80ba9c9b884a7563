/** One program at a time for one account and database. */
@NullMarked
package cab.infrastructure.lock;

import org.jspecify.annotations.NullMarked;
