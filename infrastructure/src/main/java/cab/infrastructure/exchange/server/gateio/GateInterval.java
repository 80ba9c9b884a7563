package cab.infrastructure.exchange.server.gateio;

import cab.infrastructure.exchange.simulated.MarketBoard;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A length of candles. Immutable.
 *
 * @param label as in requests
 * @param buckets where its candles open and close
 * @param nominalMs what limits are reckoned with
 */
record GateInterval(String label, MarketBoard.Buckets buckets, long nominalMs) {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private static final Map<String, GateInterval> ALL = all();

    static GateInterval of(String label) {
        GateInterval interval = ALL.get(label);
        if (interval == null) {
            throw GateError.invalidParameter("interval", label);
        }
        return interval;
    }

    private static Map<String, GateInterval> all() {
        Map<String, GateInterval> all = new LinkedHashMap<>();
        add(all, "1s", SECOND);
        add(all, "10s", 10 * SECOND);
        add(all, "1m", MINUTE);
        add(all, "5m", 5 * MINUTE);
        add(all, "15m", 15 * MINUTE);
        add(all, "30m", 30 * MINUTE);
        add(all, "1h", HOUR);
        add(all, "2h", 2 * HOUR);
        add(all, "4h", 4 * HOUR);
        add(all, "8h", 8 * HOUR);
        add(all, "1d", DAY);
        add(all, "7d", 7 * DAY);
        all.put("30d", new GateInterval("30d", new Months(), 30 * DAY));
        return all;
    }

    private static void add(Map<String, GateInterval> all, String label, long lengthMs) {
        all.put(label, new GateInterval(label, MarketBoard.Buckets.of(lengthMs), lengthMs));
    }

    /** Months of the calendar, UTC. */
    private static final class Months implements MarketBoard.Buckets {

        @Override
        public long openMs(long epochMs) {
            return startOf(firstDay(epochMs));
        }

        @Override
        public long closeMs(long openMs) {
            return startOf(firstDay(openMs).plusMonths(1));
        }

        private static LocalDate firstDay(long epochMs) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC)
                    .withDayOfMonth(1);
        }

        private static long startOf(LocalDate day) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }
}
