package cab.application.backtest;

import java.util.List;
import java.util.SequencedMap;

/** A backtest as it is handed to somebody, whether of one symbol or of several. Immutable. */
public sealed interface AccountReport permits BacktestReport, PortfolioReport {

    /** What happened. */
    AccountResult result();

    /** All numbers of it. */
    List<Metric> metrics();

    /** The same at other costs, in the order of their factor; empty where it was not asked for. */
    List<CostRun> costRuns();

    /** What speaks against it, in words. */
    List<Caution> cautions();

    /** What the exchange was taken to be like. */
    Assumptions assumptions();

    /** The settings it was run with, by name, without secrets. */
    SequencedMap<String, String> settings();

    /** Of the program. */
    String version();
}
