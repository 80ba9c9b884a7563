package cab.domain.protection;

import cab.domain.money.Percent;
import java.math.BigDecimal;

/**
 * How positions are protected. Immutable.
 *
 * @param stopLoss how far the price may fall below the average entry price; zero means no hard stop
 * @param trailing how far the price may fall below its highest since the trail was armed; zero means no trail
 * @param activation how far the price must first rise above the average entry price to arm the trail. Zero arms it at
 *     entry; a hard stop wider than the trail is then never reached
 */
public record ProtectionPolicy(Percent stopLoss, Percent trailing, Percent activation) {

    public ProtectionPolicy {
        requireShare("stop loss", stopLoss);
        requireShare("trailing stop", trailing);
        if (activation.value().signum() < 0) {
            throw new IllegalArgumentException("trailing activation must be 0 % or more, was " + activation);
        }
    }

    private static void requireShare(String what, Percent percent) {
        if (percent.value().signum() < 0 || percent.value().compareTo(BigDecimal.valueOf(100)) >= 0) {
            throw new IllegalArgumentException(what + " must be within 0 % and below 100 %, was " + percent);
        }
    }

    public boolean isOff() {
        return stopLoss.isZero() && trailing.isZero();
    }
}
