package cab.infrastructure.sweep;

import cab.application.trading.CycleSettings;
import cab.domain.money.Money;
import cab.domain.risk.RiskManager;
import cab.domain.sizing.PositionSizer;

/**
 * What one trial trades by, apart from its signals. Immutable, but for the sizer, which serves one trial.
 *
 * @param settings what the cycle goes by
 * @param sizer how much an entry may spend
 * @param risk which entries are refused
 * @param cash what the account starts with, in the quote currency
 */
public record TrialPlan(CycleSettings settings, PositionSizer sizer, RiskManager risk, Money cash) {}
