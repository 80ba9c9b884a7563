package cab.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every default is a decision: changing one must be seen here. */
class SettingsDefaultsTest {

    private static final List<String> DEFAULTS = List.of(
            "MODE=paper",
            "SYMBOLS=BTC/USDT",
            "SYMBOL=",
            "PRICE_FEED=sim",
            "FIXED_PRICE=",
            "REPLAY_FILE=",
            "PAPER_CASH=10000",
            "TRADING_TIMEFRAME=15m",
            "MTF_ENABLED=1",
            "MTF_EMA_FAST=12",
            "MTF_EMA_SLOW=26",
            "MTF_W_M15=0.0",
            "MTF_W_H1=0.40",
            "MTF_W_H4=0.30",
            "MTF_W_D1=0.20",
            "MTF_W_W1=0.10",
            "FUSION_W_TECHNICAL=0.65",
            "FUSION_W_AI=0.35",
            "FUSION_THRESHOLD=0.5",
            "STRATEGY_SET=ema_cross",
            "STRATEGY_MODE=first",
            "STRATEGY_SCORES=",
            "STRATEGIES_DIR=./strategies",
            "STRATEGY_EMA_CROSS_FAST=12",
            "STRATEGY_EMA_CROSS_SLOW=26",
            "STRATEGY_RSI_MOMENTUM_PERIOD=14",
            "STRATEGY_RSI_MOMENTUM_BUY_ABOVE=55",
            "STRATEGY_RSI_MOMENTUM_SELL_BELOW=45",
            "STRATEGY_BOLLINGER_BANDS_PERIOD=20",
            "STRATEGY_BOLLINGER_BANDS_DEVIATIONS=2",
            "STRATEGY_ATR_BREAKOUT_PERIOD=14",
            "STRATEGY_ATR_BREAKOUT_AVERAGE=20",
            "STRATEGY_ATR_BREAKOUT_MULTIPLIER=2",
            "STRATEGY_DONCHIAN_ENTRY=20",
            "STRATEGY_DONCHIAN_EXIT=10",
            "STRATEGY_MACD_FAST=12",
            "STRATEGY_MACD_SLOW=26",
            "STRATEGY_MACD_SIGNAL=9",
            "STRATEGY_SIGNALS_BUY_SCORE=0.6",
            "STRATEGY_SIGNALS_SELL_SCORE=0.4",
            "STRATEGY_SIGNALS_MIN_ADX=20",
            "STRATEGY_SIGNALS_TREND_WEIGHT=0.3",
            "STRATEGY_SIGNALS_MOMENTUM_WEIGHT=0.25",
            "STRATEGY_SIGNALS_MACD_WEIGHT=0.2",
            "STRATEGY_SIGNALS_BANDS_WEIGHT=0.15",
            "STRATEGY_SIGNALS_VOLUME_WEIGHT=0.1",
            "POSITION_SIZER=fixed",
            "FIXED_AMOUNT=1000",
            "POSITION_SHARE_PCT=10",
            "POSITION_TARGET_VOLATILITY_PCT=20",
            "POSITION_VOLATILITY_CANDLES=96",
            "POSITION_KELLY_FRACTION=0.25",
            "POSITION_KELLY_TRADES=50",
            "RISK_COOLDOWN_SEC=60",
            "RISK_MAX_SPREAD_PCT=0.5",
            "RISK_MAX_SLIPPAGE_PCT=1",
            "RISK_MAX_FEE_PCT=0.5",
            "RISK_MAX_ORDERS_5M=10",
            "RISK_MAX_TURNOVER_5M_QUOTE=0",
            "RISK_DAILY_LOSS_LIMIT_QUOTE=300",
            "RISK_MAX_LOSS_STREAK=0",
            "RISK_MAX_DRAWDOWN_PCT=20",
            "RISK_MAX_POSITION_BASE=0",
            "RISK_MAX_CORRELATION=0",
            "SAFETY_MAX_ORDERS_PER_DAY=100",
            "SAFETY_MAX_TURNOVER_QUOTE_PER_DAY=0",
            "STOP_LOSS_PCT=5",
            "TRAILING_STOP_PCT=3",
            "TRAILING_ACTIVATION_PCT=3",
            "STOP_PLACEMENT=exchange",
            "STOP_REPLACE_STEP_PCT=0.2",
            "REGIME_ENABLED=0",
            "REGIME_DXY_URL=",
            "REGIME_BTC_DOM_URL=",
            "REGIME_FOMC_URL=",
            "REGIME_DXY_LIMIT_PCT=0.35",
            "REGIME_BTC_DOM_LIMIT_PCT=0.60",
            "REGIME_FOMC_BLOCK_HOURS=8",
            "REGIME_BLOCK_BUY=1",
            "REGIME_WEIGHT_MULT_RISK_OFF=0.5",
            "EXCHANGE=gateio",
            "API_KEY=",
            "API_SECRET=",
            "EXCHANGE_URL=",
            "EXCHANGE_WS_URL=",
            "LIVE_ARMED=no",
            "LIVE_ALLOW_WITHDRAW_KEY=0",
            "EXCHANGE_SPEED=1",
            "EXCHANGE_SANDBOX=0",
            "BROKER_RATE_RPS=8",
            "BROKER_RATE_BURST=16",
            "IDEMPOTENCY_TTL_SEC=86400",
            "SECRETS_FILE=",
            "SIM_SPEED=1800",
            "SIM_SEED=154",
            "SIM_HISTORY_DAYS=30",
            "SIM_FEE_PCT=0.1",
            "SIM_FEE_COIN=",
            "SIM_FEE_COIN_DISCOUNT_PCT=0",
            "SIM_SPREAD_PCT=0.02",
            "SIM_SLIPPAGE_PCT=0.02",
            "SIM_LATENCY_MS=250",
            "SIM_PARTICIPATION_PCT=5",
            "DATA_DIR=./data",
            "DB_PATH=",
            "DB_URL=",
            "EVENT_BUS_URL=",
            "API_HOST=127.0.0.1",
            "API_PORT=8000",
            "API_TOKEN=",
            "HTTP_TIMEOUT=10",
            "METRICS_BUCKETS_MS=5,10,25,50,100,250,500,1000,2500,5000,10000",
            "TELEGRAM_ENABLED=0",
            "TELEGRAM_BOT_TOKEN=",
            "TELEGRAM_CHAT_ID=",
            "TELEGRAM_ALERTS_CHAT_ID=",
            "TELEGRAM_BOT_COMMANDS_ENABLED=0",
            "TELEGRAM_ALLOWED_USERS=",
            "LOG_LEVEL=INFO",
            "LOG_FORMAT=text",
            "RECORD_FILE=",
            "RECONCILE_INTERVAL_SEC=60",
            "SETTLEMENT_INTERVAL_SEC=30",
            "SETTLEMENT_MAX_WAIT_SEC=120",
            "WATCHDOG_INTERVAL_SEC=3",
            "LOCK_URL=",
            "DMS_TIMEOUT_SEC=0",
            "AI_MODEL_PATH=",
            "ADDONS_DIR=./addons",
            "BOTS_FILE=");

    private final Settings settings = Loading.settings(Map.of());

    @Test
    void everyDefaultIsPinned() {
        assertThat(settings.entries())
                .allSatisfy(entry -> assertThat(entry.source()).isEqualTo("default"))
                .extracting(entry -> entry.name() + "=" + entry.value())
                .containsExactlyElementsOf(DEFAULTS);
    }

    @Test
    void withoutAnySettingNothingIsNoticed() {
        assertThat(settings.notices()).isEmpty();
        assertThat(settings.secrets()).isEmpty();
    }

    @Test
    void valuesAreTyped() {
        assertThat(settings.get(TradingSettings.MODE)).isEqualTo(TradingMode.PAPER);
        assertThat(settings.get(TradingSettings.SYMBOLS)).containsExactly(Symbol.of("BTC/USDT"));
        assertThat(settings.get(TradingSettings.PRICE_FEED)).isEqualTo(PriceFeed.SIM);
        assertThat(settings.get(TradingSettings.FIXED_PRICE)).isEmpty();
        assertThat(settings.get(TimeframeSettings.TRADING_TIMEFRAME)).isEqualTo(Timeframe.M15);
        assertThat(settings.get(TimeframeSettings.MTF_W_H1)).isEqualTo(new BigDecimal("0.40"));
        assertThat(settings.get(StrategySettings.STRATEGY_SET)).containsExactly("ema_cross");
        assertThat(settings.get(ProtectionSettings.STOP_LOSS_PCT)).isEqualTo(Percent.of("5"));
        assertThat(settings.get(RiskSettings.RISK_COOLDOWN_SEC)).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.get(SimulationSettings.SIM_LATENCY_MS)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.get(SimulationSettings.SIM_SEED)).isEqualTo(154L);
        assertThat(settings.get(RegimeSettings.REGIME_FOMC_BLOCK_HOURS)).isEqualTo(Duration.ofHours(8));
        assertThat(settings.get(HttpSettings.METRICS_BUCKETS_MS))
                .startsWith(5, 10)
                .endsWith(10_000);
        assertThat(settings.strategyParameters("ema_cross").whole("slow")).isEqualTo(26);
    }

    @Test
    void theDatabaseIsNamedAfterExchangeAndMode() {
        assertThat(StorageSettings.databaseFile(settings)).contains(Path.of("./data/trader-gateio-paper.sqlite3"));
        assertThat(StorageSettings.databaseFile(Loading.settings(Map.of("EXCHANGE", "bybit", "DATA_DIR", "elsewhere"))))
                .contains(Path.of("elsewhere/trader-bybit-paper.sqlite3"));
        assertThat(StorageSettings.databaseFile(Loading.settings(Map.of("DB_PATH", "book.db"))))
                .contains(Path.of("book.db"));
        assertThat(StorageSettings.databaseFile(Loading.settings(Map.of("DB_PATH", ":memory:"))))
                .isEqualTo(Optional.empty());
    }
}
