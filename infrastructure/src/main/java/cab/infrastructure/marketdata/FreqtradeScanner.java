package cab.infrastructure.marketdata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads candles as freqtrade writes them to JSON: one array of {@code [time, open, high, low, close, volume]}, time in
 * UTC milliseconds. Owned by one thread.
 */
final class FreqtradeScanner {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(64)
                    .maxStringLength(256)
                    .build())
            .build();

    private static final String[] NAMES = {"timestamp", "open", "high", "low", "close", "volume"};

    private final InputStream content;
    private final double[] fields = new double[NAMES.length];
    private int candle;

    FreqtradeScanner(InputStream content) {
        this.content = content;
    }

    /**
     * Hands all candles to {@code rows}, or the first {@code rowsMax}.
     *
     * @throws BadLineException at the first that is none; its line is 0, because such a file has but one
     */
    void scan(CandleRows rows, int rowsMax) throws IOException {
        try (JsonParser json = JSON.createParser(content)) {
            expect(json.nextToken() == JsonToken.START_ARRAY, "must be an array of candles");
            while (candle < rowsMax && json.nextToken() != JsonToken.END_ARRAY) {
                candle++;
                readCandle(json, rows);
            }
            if (candle == CandleFile.CANDLES_MAX && json.nextToken() != JsonToken.END_ARRAY) {
                throw bad("a file may hold " + CandleFile.CANDLES_MAX + " candles, had more");
            }
        } catch (JsonProcessingException broken) {
            throw bad("is no JSON: "
                    + broken.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private void readCandle(JsonParser json, CandleRows rows) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY, "must be an array of six numbers, was " + shown(json));
        long openTimeMs = 0;
        for (int field = 0; field < NAMES.length; field++) {
            JsonToken token = json.nextToken();
            boolean isTime = field == 0;
            boolean isNumber =
                    token == JsonToken.VALUE_NUMBER_INT || (token == JsonToken.VALUE_NUMBER_FLOAT && !isTime);
            expect(isNumber, NAMES[field] + " must be a number, was " + shown(json));
            if (isTime) {
                openTimeMs = json.getLongValue();
            } else {
                fields[field] = json.getDoubleValue();
            }
        }
        expect(json.nextToken() == JsonToken.END_ARRAY, "must have six numbers, had more");
        String fault = rows.take(openTimeMs, fields[1], fields[2], fields[3], fields[4], fields[5]);
        if (fault != null) {
            throw bad(fault);
        }
    }

    private static String shown(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return token == null ? "the end of the file" : token.isStructEnd() ? "missing" : json.getText();
    }

    private void expect(boolean holds, String otherwise) throws BadLineException {
        if (!holds) {
            throw bad(otherwise);
        }
    }

    private BadLineException bad(String reason) {
        return new BadLineException(0, candle == 0 ? reason : "candle " + candle + ": " + reason);
    }
}
