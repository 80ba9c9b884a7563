package cab.infrastructure.exchange.xchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;

/**
 * The public endpoints of four exchanges as their documentation shows them, for BTC/USDT: every candle opens at 100
 * plus its number modulo 7, and the one under way is shown as well. Thread-safe.
 */
final class PublicMarkets implements AutoCloseable {

    private static final long MINUTE_MS = 60_000;

    private final InstantSource clock;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    PublicMarkets(InstantSource clock) throws IOException {
        this.clock = clock;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on every answer is a page of a gateway. */
    void breakDown(boolean isBroken) {
        broken = isBroken;
    }

    /** Paths with their queries, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        String body = broken ? "<html>bad gateway</html>" : answer(exchange.getRequestURI());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", broken ? "text/html" : "application/json");
        exchange.sendResponseHeaders(broken ? 502 : body.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String answer(URI uri) {
        Map<String, String> query = query(uri);
        return switch (uri.getPath()) {
            case "/api/v3/exchangeInfo" -> """
                {"timezone":"UTC","serverTime":1,"rateLimits":[],"exchangeFilters":[],"symbols":[{"symbol":"BTCUSDT",
                "status":"TRADING","baseAsset":"BTC","baseAssetPrecision":8,"quoteAsset":"USDT","quotePrecision":8,
                "quoteAssetPrecision":8,"orderTypes":["LIMIT","MARKET"],"icebergAllowed":true,"ocoAllowed":true,
                "isSpotTradingAllowed":true,"isMarginTradingAllowed":true,"filters":[{"filterType":"PRICE_FILTER",
                "minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"0.10000000"},{"filterType":"LOT_SIZE",
                "minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},{"filterType":"NOTIONAL",
                "minNotional":"5.00000000","applyMinToMarket":true,"maxNotional":"9000000.00000000",
                "applyMaxToMarket":false,"avgPriceMins":5}],"permissions":["SPOT"]}]}""";
            case "/api/v3/ticker/24hr" -> """
                {"symbol":"BTCUSDT","priceChange":"-1","priceChangePercent":"-1","weightedAvgPrice":"1",
                "prevClosePrice":"1","lastPrice":"65000.10","lastQty":"2","bidPrice":"65000.00","bidQty":"1",
                "askPrice":"65000.20","askQty":"1","openPrice":"99","highPrice":"100","lowPrice":"0.1","volume":"8",
                "quoteVolume":"15","openTime":1,"closeTime":2,"firstId":1,"lastId":2,"count":76}""";
            case "/api/v3/klines" ->
                candles(
                        Long.parseLong(query.getOrDefault("startTime", "0")),
                        Long.parseLong(query.getOrDefault("endTime", "0")),
                        Integer.parseInt(query.getOrDefault("limit", "500")),
                        true,
                        ms -> "[" + ms + ",\"" + open(ms) + "\",\"110\",\"90\",\"101\",\"12.5\"," + (ms + 59_999)
                                + ",\"1\",5,\"1\",\"1\",\"0\"]");
            case "/0/public/AssetPairs" -> """
                {"error":[],"result":{"XBTUSDT":{"altname":"XBTUSDT","wsname":"XBT/USDT","aclass_base":"currency",
                "base":"XXBT","aclass_quote":"currency","quote":"USDT","lot":"unit","cost_decimals":5,"pair_decimals":1,
                "lot_decimals":5,"lot_multiplier":1,"leverage_buy":[2],"leverage_sell":[2],"fees":[[0,0.4]],
                "fees_maker":[[0,0.25]],"fee_volume_currency":"ZUSD","margin_call":80,"margin_stop":40,
                "ordermin":"0.00001","costmin":"0.5","tick_size":"0.1","status":"online"}}}""";
            case "/0/public/Assets" -> """
                {"error":[],"result":{"XXBT":{"aclass":"currency","altname":"XBT","decimals":10,"display_decimals":5,
                "status":"enabled"},"ZUSD":{"aclass":"currency","altname":"USD","decimals":4,"display_decimals":2},"USDT":{"aclass":"currency","altname":"USDT","decimals":8,"display_decimals":4}}}""";
            case "/0/public/Ticker" -> """
                {"error":[],"result":{"XBTUSDT":{"a":["65000.2","1","1.000"],"b":["65000.0","1","1.000"],
                "c":["65000.1","0.1"],"v":["1","2"],"p":["1","2"],"t":[1,2],"l":["1","2"],"h":["1","2"],"o":"64000"}}}""";
            case "/0/public/OHLC" ->
                "{\"error\":[],\"result\":{\"XBTUSDT\":"
                        + candles(
                                (Long.parseLong(query.getOrDefault("since", "0")) + 1) * 1_000,
                                clock.millis(),
                                720,
                                true,
                                ms -> "[" + ms / 1_000 + ",\"" + open(ms)
                                        + "\",\"110\",\"90\",\"101\",\"100\",\"12.5\",30]")
                        + ",\"last\":1}}";
            case "/api/v5/public/instruments" ->
                query.getOrDefault("instType", "").equals("SPOT") ? """
                        {"code":"0","msg":"","data":[{"instType":"SPOT","instId":"BTC-USDT","uly":"","category":"1",
                        "baseCcy":"BTC","quoteCcy":"USDT","settleCcy":"","ctVal":"","ctMult":"","ctValCcy":"",
                        "optType":"","stk":"","listTime":"1548133413000","expTime":"","lever":"10","tickSz":"0.1",
                        "lotSz":"0.00001","minSz":"0.00001","ctType":"","alias":"","state":"live"}]}""" : "{\"code\":\"0\",\"msg\":\"\",\"data\":[]}";
            case "/api/v5/market/ticker" -> """
                {"code":"0","msg":"","data":[{"instType":"SPOT","instId":"BTC-USDT","last":"65000.1","lastSz":"0.1",
                "askPx":"65000.2","askSz":"1","bidPx":"65000","bidSz":"1","open24h":"9000","high24h":"10000",
                "low24h":"8888.88","volCcy24h":"2222","vol24h":"2222","sodUtc0":"0.1","sodUtc8":"0.1",
                "ts":"1597026383085"}]}""";
            case "/api/v5/market/history-candles" ->
                "{\"code\":\"0\",\"msg\":\"\",\"data\":"
                        + candles(
                                Long.parseLong(query.getOrDefault("before", "0")) + 1,
                                Long.parseLong(query.getOrDefault("after", "0")) - 1,
                                Integer.parseInt(query.getOrDefault("limit", "100")),
                                false,
                                ms -> "[\"" + ms + "\",\"" + open(ms)
                                        + "\",\"110\",\"90\",\"101\",\"12.5\",\"1\",\"1\",\"1\"]")
                        + "}";
            case "/api/v1/symbols", "/api/v2/symbols" -> """
                {"code":"200000","data":[{"symbol":"BTC-USDT","name":"BTC-USDT","baseCurrency":"BTC",
                "quoteCurrency":"USDT","feeCurrency":"USDT","market":"USDS","baseMinSize":"0.00001","quoteMinSize":"0.1",
                "baseMaxSize":"10000000000","quoteMaxSize":"99999999","baseIncrement":"0.00001",
                "quoteIncrement":"0.000001","priceIncrement":"0.1","priceLimitRate":"0.1","minFunds":"0.1",
                "isMarginEnabled":true,"enableTrading":true}]}""";
            case "/api/v1/currencies" -> """
                {"code":"200000","data":[{"currency":"BTC","name":"BTC","fullName":"Bitcoin","precision":"8",
                "withdrawalMinSize":"0.001","withdrawalMinFee":"0.0005","isWithdrawEnabled":true,"isDepositEnabled":true,
                "isMarginEnabled":true,"isDebitEnabled":true},{"currency":"USDT","name":"USDT","fullName":"Tether",
                "precision":"8","withdrawalMinSize":"1","withdrawalMinFee":"1","isWithdrawEnabled":true,
                "isDepositEnabled":true,"isMarginEnabled":true,"isDebitEnabled":true}]}""";
            case "/api/v1/market/stats" -> """
                {"code":"200000","data":{"time":1602832092060,"symbol":"BTC-USDT","buy":"65000","sell":"65000.2",
                "changeRate":"-0.0014","changePrice":"-18.8","high":"66000","low":"64000","vol":"1","volValue":"2",
                "last":"65000.1","averagePrice":"65000","takerFeeRate":"0.001","makerFeeRate":"0.001",
                "takerCoefficient":"1","makerCoefficient":"1"}}""";
            case "/api/v1/market/candles" ->
                "{\"code\":\"200000\",\"data\":"
                        + candles(
                                Long.parseLong(query.getOrDefault("startAt", "0")) * 1_000,
                                Long.parseLong(query.getOrDefault("endAt", "0")) * 1_000 - 1,
                                1_500,
                                false,
                                ms -> "[\"" + ms / 1_000 + "\",\"" + open(ms)
                                        + "\",\"101\",\"110\",\"90\",\"12.5\",\"1\"]")
                        + "}";
            default -> "";
        };
    }

    static int open(long openMs) {
        return 100 + (int) (openMs / MINUTE_MS % 7);
    }

    /** The candles of a minute that open in between, at most {@code limit}: the oldest ones, or the newest first. */
    private String candles(long fromMs, long toMs, int limit, boolean oldestFirst, LongFunction<String> row) {
        List<String> rows = new ArrayList<>();
        long first = Math.ceilDiv(fromMs, MINUTE_MS) * MINUTE_MS;
        for (long ms = first; ms <= Math.min(toMs, clock.millis()); ms += MINUTE_MS) {
            rows.add(row.apply(ms));
        }
        if (!oldestFirst) {
            Collections.reverse(rows);
        }
        return rows.subList(0, Math.min(rows.size(), limit)).toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        if (uri.getQuery() != null) {
            for (String pair : uri.getQuery().split("&", -1)) {
                int equals = pair.indexOf('=');
                String _ = query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
