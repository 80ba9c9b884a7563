package cab.application.trading;

import cab.application.port.BotPorts;
import cab.application.port.HistoryReport;
import cab.application.port.Subscription;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks for past candles again and again until there is an answer; one question at a time. Owned by one thread. */
final class PastCandles {

    private static final Duration RETRY = Duration.ofSeconds(5);

    /** A history that has not come by then is asked for again. */
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Symbol symbol;
    private final BotPorts ports;
    private boolean closed;
    private long reads;
    private Subscription timer = () -> {};

    PastCandles(Symbol symbol, BotPorts ports) {
        this.symbol = symbol;
        this.ports = ports;
    }

    /** Hands the last {@code count} closed candles to {@code reader}, once. An earlier question is forgotten. */
    void read(Timeframe timeframe, int count, Consumer<CandleSeries> reader) {
        if (closed) {
            return;
        }
        long read = ++reads;
        again(DEADLINE, read, timeframe, count, reader);
        ports.marketData()
                .history(
                        symbol,
                        timeframe,
                        count,
                        report -> ports.mailbox().answer(() -> {
                            if (!closed && read == reads) {
                                arrived(report, timeframe, count, reader);
                            }
                        }));
    }

    private void arrived(HistoryReport report, Timeframe timeframe, int count, Consumer<CandleSeries> reader) {
        switch (report) {
            case HistoryReport.Unknown unknown -> again(RETRY, reads, timeframe, count, reader);
            case HistoryReport.Known(var candles) -> {
                reads++;
                timer.close();
                reader.accept(candles);
            }
        }
    }

    private void again(Duration delay, long read, Timeframe timeframe, int count, Consumer<CandleSeries> reader) {
        timer.close();
        timer = ports.processTime()
                .after(
                        delay,
                        () -> ports.mailbox().answer(() -> {
                            if (read == reads) {
                                read(timeframe, count, reader);
                            }
                        }));
    }

    void close() {
        closed = true;
        timer.close();
    }
}
