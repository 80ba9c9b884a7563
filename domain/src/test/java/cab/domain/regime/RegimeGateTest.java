package cab.domain.regime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegimeGateTest {

    @Test
    void withoutAGateNewRiskIsAlwaysWelcome() {
        assertThat(RegimeGate.alwaysRiskOn().regime()).isEqualTo(MarketRegime.RISK_ON);
    }
}
