@NullMarked
package cab.infrastructure.study;

import org.jspecify.annotations.NullMarked;
