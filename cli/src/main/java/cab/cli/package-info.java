/** The {@code cab} subcommands. Thin: each calls a use case. */
@NullMarked
package cab.cli;

import org.jspecify.annotations.NullMarked;
