/** What the trading core needs of the world: plain roles that speak the language of the domain. */
@NullMarked
package cab.application.port;

import org.jspecify.annotations.NullMarked;
