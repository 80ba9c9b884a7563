package cab.infrastructure.marketdata;

/**
 * One day of a made-up price, minute by minute, as logarithms around 0: the swings of the whole market and of the coin,
 * the breaks of the day, and what is left to chance. It begins and ends on the swings, so that the days fit together,
 * and needs none of the days before. Owned by one thread.
 */
final class MinutePath {

    static final int MINUTES = 1_440;

    /** The usual move of a minute, in the logarithm of the price. */
    private static final double MINUTE_MOVE = 0.0006;

    private final long marketSeed;
    private final long coinSeed;
    private final Swings marketSwings;
    private final Swings coinSwings;
    private final double beta;
    private final double own;

    /**
     * The path of one coin.
     *
     * @param seed of the market
     * @param coin tells the coins apart
     * @param beta how strongly the coin goes with the market
     * @param own how much the coin moves by itself, as a share of what the market moves
     */
    MinutePath(long seed, String coin, double beta, double own) {
        this.marketSeed = seed;
        this.coinSeed = SeededRandom.mixed(seed, hashOf(coin));
        this.marketSwings = new Swings(marketSeed);
        this.coinSwings = new Swings(coinSeed);
        this.beta = beta;
        this.own = own;
    }

    /** The 1,441 boundaries of the minutes of a day, counted from 1970. */
    double[] of(long day, DayWeather weather) {
        double[] market = chance(marketSeed, day);
        double[] coin = chance(coinSeed, day);
        for (int minute = 0; minute <= MINUTES; minute++) {
            market[minute] = market[minute] * weather.unrest() + weather.breakAt(minute);
            coin[minute] *= weather.unrest();
        }
        marketSwings.addTo(market, day * MINUTES);
        coinSwings.addTo(coin, day * MINUTES);
        return mixed(market, coin);
    }

    /** The slow part alone, at the beginning of a day. */
    double levelAt(long day) {
        double[] market = new double[1];
        double[] coin = new double[1];
        marketSwings.addTo(market, day * MINUTES);
        coinSwings.addTo(coin, day * MINUTES);
        return mixed(market, coin)[0];
    }

    private double[] mixed(double[] market, double[] coin) {
        double[] path = new double[market.length];
        for (int minute = 0; minute < path.length; minute++) {
            path[minute] = beta * market[minute] + own * coin[minute];
        }
        return path;
    }

    /** A walk by chance that begins and ends at 0. */
    private static double[] chance(long seed, long day) {
        SeededRandom random = new SeededRandom(SeededRandom.mixed(seed, day));
        double[] walk = new double[MINUTES + 1];
        for (int minute = 1; minute <= MINUTES; minute++) {
            walk[minute] = walk[minute - 1] + MINUTE_MOVE * random.nextGaussian();
        }
        double end = walk[MINUTES];
        for (int minute = 1; minute <= MINUTES; minute++) {
            walk[minute] -= end * minute / MINUTES;
        }
        return walk;
    }

    private static long hashOf(String text) {
        // String.hashCode is laid down in its specification, and so the same everywhere.
        return text.hashCode();
    }
}
