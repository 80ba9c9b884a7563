package cab.infrastructure.storage;

import cab.domain.money.Money;

/** How amounts are written: without an exponent, whatever their size. */
final class Decimals {

    private Decimals() {}

    static String text(Money money) {
        return money.amount().toPlainString();
    }
}
