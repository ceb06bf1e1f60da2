package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import java.time.Instant;
import java.util.function.Function;

/**
 * What AOM's message template makes of an alarm: ours, a line {@code name=value;} for each field, where no quote or bracket in a value does harm
 * as it would in JSON; or JSON with {@code event_name}; any other text becomes an alarm with the subject as its name.
 */
final class AomMessage {
    /** The first line of our template. */
    static final String MARK = "opencoc-aom";

    /** Variables of AOM; what it does not replace counts as missing. The message comes last, for it may have more lines. */
    static final String TEMPLATE = """
            opencoc-aom
            event_name=${event_name};
            event_severity=${event_severity};
            starts_at=${starts_at};
            ends_at=$event.ends_at;
            id=$event.id;
            status=$event.annotations.alarm_status;
            namespace=$event.metadata.namespace;
            resource_provider=$event.metadata.resource_provider;
            resource_type=$event.metadata.resource_type;
            resource_id=$event.metadata.resource_id;
            message=$event.annotations.message;
            """;

    private AomMessage() {}

    static AlarmEvent read(Envelope envelope, Function<byte[], JsonReader> json, Instant receivedAt)
            throws BadPayloadException {
        byte[] bytes = CesSource.message(envelope);
        String text = new String(bytes, UTF_8).strip();
        Instant sent = Times.of(envelope.text("timestamp"));
        Instant otherwise = sent == null ? receivedAt : sent;
        Fields fields = text.startsWith(MARK) ? lines(text) : object(text, json.apply(bytes));
        if (fields.get("event_name") == null) {
            fields = new Fields();
            String name = Texts.first(
                    envelope.text("subject"), text.lines().findFirst().orElse(null));
            fields.own.put("event_name", name == null ? "AOM" : name);
            fields.own.put("message", text);
        }
        return AomAlarm.event(fields, envelope.region(), otherwise, text);
    }

    private static Fields object(String text, JsonReader json) {
        if (text.startsWith("{")) {
            try {
                Fields fields = Fields.read(json, AomAlarm.PARTS);
                json.end();
                fields.own.values().removeIf(AomMessage::isVariable);
                fields.nested.values().removeIf(AomMessage::isVariable);
                return fields;
            } catch (BadPayloadException e) {
                return new Fields(); // a quote in a value, as likely as not
            }
        }
        return new Fields();
    }

    /** The first of each name counts: a message with such lines in it cannot change what stands before it. */
    private static Fields lines(String text) {
        Fields fields = new Fields();
        String last = null;
        for (String line : text.lines().skip(1).toList()) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!"message".equals(last) && name.matches("[a-z_]{1,40}")) {
                String value = unended(line.substring(equals + 1).strip());
                if (!isVariable(value)) {
                    fields.own.putIfAbsent(name, value);
                }
                last = name;
            } else if (last != null && fields.own.containsKey(last)) {
                fields.own.merge(last, unended(line), (a, b) -> a + "\n" + b);
            }
        }
        return fields;
    }

    private static String unended(String value) {
        return value.endsWith(";") ? value.substring(0, value.length() - 1) : value;
    }

    private static boolean isVariable(String value) {
        return value.startsWith("${") || value.startsWith("$event.");
    }
}
