/** Models in files: ONNX and the card beside it. */
@NullMarked
package cab.infrastructure.model;

import org.jspecify.annotations.NullMarked;
