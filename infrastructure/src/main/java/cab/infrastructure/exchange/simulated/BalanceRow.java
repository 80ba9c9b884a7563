package cab.infrastructure.exchange.simulated;

import cab.application.port.Balance;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads rows of the table {@code balance}. */
final class BalanceRow {

    private BalanceRow() {}

    static Balance of(ResultSet row) throws SQLException {
        Currency currency = new Currency(row.getString("currency"));
        return new Balance(Money.of(row.getString("free"), currency), Money.of(row.getString("locked"), currency));
    }
}
