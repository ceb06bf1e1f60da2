package io.opencoc.audit;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes that a seal is computed over: the same for the same content, whatever PostgreSQL's version, the order of JSON's keys or the time zone,
 * and different for different contents. A sequence of fields, each a four-byte length (big-endian, -1 for null) and that many bytes: text in UTF-8,
 * numbers in decimal digits, ids as they are written, times as microseconds since 1970.
 *
 * <p>JSON is one field, in which a value is a letter and its content: {@code z} null, {@code t} true, {@code f} false, {@code n} a number as text
 * without trailing zeros, {@code s} a text, {@code a} the count of items and the items, {@code o} the count of members and, sorted by the
 * names' UTF-16 units, name and value of each; texts and counts are fields as above. What cannot be read as JSON stands there as it is, after
 * an {@code x}.
 */
final class Canonical {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(200_000)
                            .maxNestingDepth(500)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    private Canonical() {}

    /** A line with the number of its seal. */
    static byte[] line(TraceLine l, long number) {
        return new Canonical()
                .field("opencoc-trail-line-1")
                .field(l.tenant())
                .field(number)
                .field(l.id())
                .field(micros(l.at()))
                .field(l.name())
                .field(l.operation())
                .field(l.action())
                .field(l.resourceType())
                .field(l.resourceId())
                .field(l.resourceName())
                .field(l.project())
                .field(l.result())
                .field(l.status())
                .field(l.detail())
                .field(l.actorId())
                .field(l.actorName())
                .field(l.credential())
                .field(l.credentialId())
                .field(l.credentialName())
                .field(l.address())
                .field(l.agent())
                .json(l.changes())
                .field(l.omitted())
                .bytes();
    }

    /** A place in a tenant's chain. */
    static byte[] place(String kind, Object tenant, long number, byte[] hash) {
        return new Canonical()
                .field("opencoc-trail-" + kind + "-1")
                .field(tenant)
                .field(number)
                .raw(hash)
                .bytes();
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private Canonical field(@Nullable Object value) {
        return raw(value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Canonical raw(byte @Nullable [] bytes) {
        out.writeBytes(
                ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).array());
        if (bytes != null) {
            out.writeBytes(bytes);
        }
        return this;
    }

    private Canonical json(String text) {
        Canonical inner = new Canonical();
        try {
            inner.value(MAPPER.readTree(text));
        } catch (JacksonException | ArithmeticException e) {
            inner.out.reset();
            inner.out.write('x');
            inner.field(text);
        }
        return raw(inner.bytes());
    }

    private void value(JsonNode node) {
        if (node.isObject()) {
            out.write('o');
            field(node.size());
            for (String name : new TreeSet<>(node.propertyNames())) {
                field(name);
                value(node.get(name));
            }
        } else if (node.isArray()) {
            out.write('a');
            field(node.size());
            node.forEach(this::value);
        } else if (node.isString()) {
            out.write('s');
            field(node.asString());
        } else if (node.isNumber()) {
            out.write('n');
            BigDecimal number = node.decimalValue();
            field(number.signum() == 0 ? "0" : number.stripTrailingZeros());
        } else {
            out.write(node.isNull() ? 'z' : node.asBoolean() ? 't' : 'f');
        }
    }

    private byte[] bytes() {
        return out.toByteArray();
    }
}
