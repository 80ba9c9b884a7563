/**
 * What {@code java -jar app.jar} starts, compiled for Java 11: it hands over to the program at once on Java 25, and
 * finds a Java 25 to hand over to when it was started on an older one.
 */
@NullMarked
package cab.launcher;

import org.jspecify.annotations.NullMarked;
