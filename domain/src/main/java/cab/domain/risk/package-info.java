/** Risk rules: each a pure verdict over one proposed entry, composed by the risk manager. */
@NullMarked
package cab.domain.risk;

import org.jspecify.annotations.NullMarked;
