package cab.infrastructure.exchange.server.gateio;

import java.util.List;

/**
 * The part of a list that was asked for. Immutable.
 *
 * @param page from 1
 * @param limit rows of a page
 */
record GatePage(int page, int limit) {

    static final int LIMIT_MAX = 1_000;
    static final int OPEN_MAX = 100;

    private static final int LIMIT_DEFAULT = 100;
    private static final int OFFSET_MAX = 100_000;

    static GatePage of(GateParameters parameters, int limitMax) {
        int limit = parameters.number("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        int page = parameters.number("page", 1, 1, Integer.MAX_VALUE);
        if ((long) limit * (page - 1) > OFFSET_MAX) {
            throw GateError.invalid("Too many records requested: limit * (page - 1) must not exceed " + OFFSET_MAX);
        }
        return new GatePage(page, Math.min(limit, limitMax));
    }

    <T> List<T> of(List<T> all) {
        int from = (int) Math.min(all.size(), (long) limit * (page - 1));
        return all.subList(from, Math.min(all.size(), from + limit));
    }
}
