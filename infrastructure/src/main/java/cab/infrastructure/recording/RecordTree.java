package cab.infrastructure.recording;

import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.order.BotId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values of domain and ports as JSON trees and back: records by their components, amounts as decimal text, times as
 * ISO-8601. Which class is made is said by the declared type and, where that is sealed, by one of its own cases; a tree
 * names no other class. Immutable.
 */
final class RecordTree {

    private static final String CASE = "is";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordTree() {}

    static JsonNode of(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() ? of(optional.get()) : NODES.nullNode();
            case String text -> NODES.textNode(text);
            case BigDecimal amount -> NODES.textNode(amount.toPlainString());
            case Long number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number);
            // As text, so that whatever a double can be comes back as it was.
            case Double number -> NODES.textNode(Double.toString(number));
            case Boolean flag -> NODES.booleanNode(flag);
            case Enum<?> one -> NODES.textNode(one.name());
            case Instant at -> NODES.textNode(at.toString());
            case Duration length -> NODES.textNode(length.toString());
            case BotId bot -> NODES.textNode(bot.value());
            case CandleSeries candles -> ofCandles(candles);
            case Set<?> set -> ofSet(set);
            case Collection<?> list -> ofList(list);
            case SortedMap<?, ?> map -> ofMap(map);
            case Record fields -> ofRecord(fields);
            default -> throw new IllegalArgumentException("cannot be recorded: " + value.getClass());
        };
    }

    private static JsonNode ofSet(Set<?> set) {
        List<JsonNode> nodes = new ArrayList<>();
        set.forEach(member -> nodes.add(of(member)));
        nodes.sort((one, other) -> one.toString().compareTo(other.toString()));
        return NODES.arrayNode().addAll(nodes);
    }

    private static JsonNode ofList(Collection<?> list) {
        ArrayNode nodes = NODES.arrayNode();
        list.forEach(member -> nodes.add(of(member)));
        return nodes;
    }

    /** Pairs, because a key need not be text. */
    private static JsonNode ofMap(SortedMap<?, ?> map) {
        ArrayNode pairs = NODES.arrayNode();
        map.forEach((key, value) -> pairs.addArray().add(of(key)).add(of(value)));
        return pairs;
    }

    private static JsonNode ofRecord(Record fields) {
        ObjectNode node = NODES.objectNode();
        if (Arrays.stream(fields.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
            node.put(CASE, fields.getClass().getSimpleName());
        }
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            try {
                node.set(component.getName(), of(component.getAccessor().invoke(fields)));
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new IllegalStateException("a record shows its components", impossible);
            }
        }
        return node;
    }

    private static JsonNode ofCandles(CandleSeries candles) {
        ArrayNode rows = NODES.arrayNode();
        for (int index = 0; index < candles.size(); index++) {
            Candle candle = candles.candle(index);
            ArrayNode row = rows.addArray().add(candle.openTimeMs());
            for (double number :
                    new double[] {candle.open(), candle.high(), candle.low(), candle.close(), candle.volume()}) {
                row.add(Double.toString(number));
            }
        }
        return NODES.objectNode().put("timeframe", candles.timeframe().name()).set("rows", rows);
    }

    /**
     * The value of {@code type} that {@code node} stands for.
     *
     * @throws IllegalArgumentException when it stands for none
     */
    static <T> T read(JsonNode node, Class<T> type) {
        return type.cast(readAny(node, type));
    }

    private static Object readAny(JsonNode node, Type type) {
        if (type instanceof ParameterizedType generic) {
            return readGeneric(node, generic);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("cannot be read: " + type);
        }
        return readPlain(node, plain);
    }

    private static Object readGeneric(JsonNode node, ParameterizedType type) {
        Type member = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return node.isNull() ? Optional.empty() : Optional.of(readAny(node, member));
        }
        if (type.getRawType() == SortedMap.class) {
            SortedMap<Object, Object> map = new TreeMap<>();
            Type value = type.getActualTypeArguments()[1];
            node.forEach(pair -> map.put(readAny(pair.path(0), member), readAny(pair.path(1), value)));
            return map;
        }
        List<Object> members = new ArrayList<>();
        node.forEach(one -> members.add(readAny(one, member)));
        return type.getRawType() == Set.class ? new HashSet<>(members) : members;
    }

    private static Object readPlain(JsonNode node, Class<?> type) {
        if (type.isPrimitive()) {
            return readPrimitive(node, type);
        }
        if (type == String.class) {
            return node.asText();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(node.asText());
        }
        if (type == Instant.class) {
            return Instant.parse(node.asText());
        }
        if (type == Duration.class) {
            return Duration.parse(node.asText());
        }
        if (type == BotId.class) {
            return new BotId(node.asText());
        }
        if (type == CandleSeries.class) {
            return readCandles(node);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(one -> one.toString().equals(node.asText())
                            || ((Enum<?>) one).name().equals(node.asText()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + ": " + node));
        }
        return type.isSealed() ? readRecord(node, caseOf(node, type)) : readRecord(node, type);
    }

    private static Object readPrimitive(JsonNode node, Class<?> type) {
        if (type == long.class) {
            return node.asLong();
        }
        if (type == int.class) {
            return node.asInt();
        }
        if (type == boolean.class) {
            return node.asBoolean();
        }
        if (type == double.class) {
            return Double.parseDouble(node.asText());
        }
        throw new IllegalArgumentException("cannot be read: " + type);
    }

    private static Class<?> caseOf(JsonNode node, Class<?> sealed) {
        String name = node.path(CASE).asText();
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(permitted -> permitted.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + sealed.getSimpleName() + ": " + node));
    }

    private static Object readRecord(JsonNode node, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || !node.isObject()) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + node);
        }
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int index = 0; index < components.length; index++) {
            JsonNode value = node.get(components[index].getName());
            if (value == null) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + " lacks " + components[index].getName() + ": " + node);
            }
            types[index] = components[index].getType();
            values[index] = readAny(value, components[index].getGenericType());
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + node, refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record has a constructor of its components", impossible);
        }
    }

    private static CandleSeries readCandles(JsonNode node) {
        CandleSeries.Builder candles =
                CandleSeries.builder(Timeframe.valueOf(node.path("timeframe").asText()));
        node.path("rows").forEach(row -> {
            CandleSeries.Builder _ = candles.add(
                    row.path(0).asLong(),
                    number(row, 1),
                    number(row, 2),
                    number(row, 3),
                    number(row, 4),
                    number(row, 5));
        });
        return candles.build();
    }

    private static double number(JsonNode row, int column) {
        return Double.parseDouble(row.path(column).asText());
    }
}
