package cab.infrastructure.marketdata;

/**
 * What kind of day the whole market has. Immutable.
 *
 * @param unrest how large the moves of a minute are, 1 on a usual day
 * @param breakMinute the minute at which the price breaks away; −1 on a day without
 * @param breakMinutes how many minutes the break takes
 * @param breakSize by how much, in the logarithm of the price; negative for a crash
 * @param outageMinute the minute at which trading stops; −1 on a day without
 * @param outageMinutes how long it stops
 */
record DayWeather(
        double unrest, int breakMinute, int breakMinutes, double breakSize, int outageMinute, int outageMinutes) {

    private static final double[] UNREST = {0.45, 0.7, 1, 1, 1.3, 2.2};
    private static final int MINUTES = 1_440;
    private static final long SALT = 0x57454154484552L;

    /** The weather of a day, counted from 1970. */
    static DayWeather of(long seed, long day) {
        SeededRandom random = new SeededRandom(SeededRandom.mixed(seed ^ SALT, day));
        double unrest = UNREST[random.nextInt(UNREST.length)];
        double kind = random.nextDouble();
        boolean crash = kind < 0.04;
        boolean surge = kind > 0.98;
        int breakMinute = crash || surge ? 120 + random.nextInt(MINUTES - 480) : -1;
        int breakMinutes = 15 + random.nextInt(40);
        double depth = 0.05 + 0.07 * random.nextDouble();
        boolean outage = random.nextDouble() < 0.025;
        int outageMinute = outage ? random.nextInt(MINUTES - 120) : -1;
        int outageMinutes = 20 + random.nextInt(90);
        return new DayWeather(
                unrest, breakMinute, breakMinutes, crash ? -depth : 0.7 * depth, outageMinute, outageMinutes);
    }

    /** What the break adds to the logarithm of the price: it comes fast and is gone again by the end of the day. */
    double breakAt(int minute) {
        if (breakMinute < 0 || minute <= breakMinute) {
            return 0;
        }
        int passed = minute - breakMinute;
        if (passed < breakMinutes) {
            return breakSize * passed / breakMinutes;
        }
        return breakSize * (MINUTES - minute) / (MINUTES - breakMinute - breakMinutes);
    }

    /** Whether nothing is traded in this minute. */
    boolean isOutage(int minute) {
        return outageMinute >= 0 && minute >= outageMinute && minute < outageMinute + outageMinutes;
    }
}
