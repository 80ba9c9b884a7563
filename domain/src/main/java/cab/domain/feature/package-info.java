/** What a model is shown of the market: numbers made of closed candles, the same in training and in trading. */
@NullMarked
package cab.domain.feature;

import org.jspecify.annotations.NullMarked;
