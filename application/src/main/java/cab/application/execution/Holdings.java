package cab.application.execution;

import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the bots of one account hold by their books, coin by coin: an exchange knows of each coin only how much there
 * is, so that a coin that is missing shows only against the sum over all of them. One entry a bot. Thread-safe.
 */
public final class Holdings {

    private final AtomicReference<SmallMap<BotId, Holding>> holdings = new AtomicReference<>(SmallMap.empty());

    /**
     * What all bots hold of one coin.
     *
     * @param held the sum
     * @param bots how many of them trade the coin
     * @param atRest whether no order of any of them works, so that no fill is on its way
     * @param changesOfOthers counts what has changed at the other bots, so that two sums can be compared
     */
    public record Sum(Money held, int bots, boolean atRest, long changesOfOthers) {}

    /**
     * A bot holds {@code held} from now on.
     *
     * @param atRest whether no order of it works
     */
    public void set(BotId bot, Money held, boolean atRest) {
        SmallMap<BotId, Holding> current;
        SmallMap<BotId, Holding> changed;
        do {
            current = holdings.get();
            Holding before = current.get(bot);
            if (before != null && before.atRest == atRest && before.held.equals(held)) {
                return;
            }
            changed = current.with(bot, new Holding(held, atRest, before == null ? 1 : before.changes + 1));
        } while (!holdings.compareAndSet(current, changed));
    }

    /** What all bots hold of {@code coin}, as {@code asking} sees it. */
    public Sum of(Currency coin, BotId asking) {
        Money held = Money.zero(coin);
        int bots = 0;
        boolean atRest = true;
        long changesOfOthers = 0;
        SmallMap<BotId, Holding> all = holdings.get();
        for (int index = 0; index < all.size(); index++) {
            Holding holding = all.value(index);
            if (holding.held.currency().equals(coin)) {
                held = held.plus(holding.held);
                bots++;
                atRest &= holding.atRest;
                changesOfOthers += all.key(index).equals(asking) ? 0 : holding.changes;
            }
        }
        return new Sum(held, bots, atRest, changesOfOthers);
    }

    private record Holding(Money held, boolean atRest, long changes) {}
}
