/** The order journal and the trade history in SQLite. */
@NullMarked
package cab.infrastructure.storage;

import org.jspecify.annotations.NullMarked;
