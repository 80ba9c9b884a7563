package cab.infrastructure.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fields of a message of Protocol Buffers, as far as ONNX needs them. Immutable. */
final class ProtobufFields {

    private final List<Field> fields;

    private ProtobufFields(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when {@code bytes} are none
     */
    static ProtobufFields of(byte[] bytes) {
        List<Field> fields = new ArrayList<>();
        Reading reading = new Reading(bytes);
        while (reading.hasMore()) {
            fields.add(reading.field());
        }
        return new ProtobufFields(List.copyOf(fields));
    }

    /** The contents of every field {@code number} that has a length, in order. */
    List<byte[]> all(int number) {
        return fields.stream()
                .filter(field -> field.number == number && field.isContent)
                .map(field -> field.content)
                .toList();
    }

    List<ProtobufFields> messages(int number) {
        return all(number).stream().map(ProtobufFields::of).toList();
    }

    List<String> texts(int number) {
        return all(number).stream()
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .toList();
    }

    private static final class Field {

        private final int number;
        private final boolean isContent;
        private final byte[] content;

        private Field(int number, boolean isContent, byte[] content) {
            this.number = number;
            this.isContent = isContent;
            this.content = content;
        }
    }

    private static final class Reading {

        private static final int VARINT_BITS = 64;

        private final byte[] bytes;
        private int at;

        private Reading(byte[] bytes) {
            this.bytes = bytes;
        }

        private boolean hasMore() {
            return at < bytes.length;
        }

        private Field field() {
            long key = varint();
            int number = Math.toIntExact(key >>> 3);
            return switch ((int) (key & 7)) {
                case ProtobufMessage.VARINT -> {
                    long _ = varint();
                    yield new Field(number, false, new byte[0]);
                }
                case ProtobufMessage.FIXED_64 -> new Field(number, false, take(Long.BYTES));
                case ProtobufMessage.LENGTH_DELIMITED -> new Field(number, true, take(varint()));
                case ProtobufMessage.FIXED_32 -> new Field(number, false, take(Integer.BYTES));
                default -> throw new IllegalArgumentException("field " + number + " has an unknown kind");
            };
        }

        private byte[] take(long length) {
            if (length < 0 || length > bytes.length - at) {
                throw new IllegalArgumentException("a field is longer than its message");
            }
            at += (int) length;
            return Arrays.copyOfRange(bytes, at - (int) length, at);
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < VARINT_BITS; shift += 7) {
                if (!hasMore()) {
                    throw new IllegalArgumentException("a message ends within a number");
                }
                byte next = bytes[at++];
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number is longer than 64 bits");
        }
    }
}
