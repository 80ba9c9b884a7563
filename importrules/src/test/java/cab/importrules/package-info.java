/**
 * The architecture as tests. Each rule says why it stands: whoever breaks one reads the reason in the failure. To
 * change a rule, change the decision it holds (docs/adr) in the same commit.
 */
@NullMarked
package cab.importrules;

import org.jspecify.annotations.NullMarked;
