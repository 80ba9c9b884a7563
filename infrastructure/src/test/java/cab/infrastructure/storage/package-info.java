/** Tests of the SQLite storage. */
@NullMarked
package cab.infrastructure.storage;

import org.jspecify.annotations.NullMarked;
