package io.opencoc.plugin.notifywebhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The document that is sent. Texts are cut so that it stays far below the 1 MiB that may be sent. */
final class Body {
    static final int MAX_SUBJECT = 500;
    static final int MAX_TEXT = 20_000;
    static final int MAX_FACTS = 50;
    static final int MAX_LABEL = 100;
    static final int MAX_VALUE = 1_000;
    private static final int MAX_SHORT = 100;
    private static final int MAX_LINK = 2_048;

    private Body() {}

    /** The document as UTF-8. */
    static byte[] of(OutboundMessage message, Instant now) {
        StringBuilder out = new StringBuilder(1024).append('{');
        text(out, "id", message.id(), MAX_SHORT);
        out.append(",\"attempt\":").append(message.attempt()).append(',');
        text(out, "subject", message.subject(), MAX_SUBJECT);
        text(out.append(','), "text", message.text(), MAX_TEXT);
        out.append(",\"facts\":[");
        String comma = "";
        for (Fact fact :
                message.facts().subList(0, Math.min(MAX_FACTS, message.facts().size()))) {
            text(out.append(comma).append('{'), "label", fact.label(), MAX_LABEL);
            text(out.append(','), "value", fact.value(), MAX_VALUE);
            out.append('}');
            comma = ",";
        }
        text(
                out.append("],"),
                "link",
                message.link() == null ? null : message.link().toASCIIString(),
                MAX_LINK);
        text(out.append(','), "language", message.language(), MAX_SHORT);
        text(out.append(','), "sentAt", now.truncatedTo(ChronoUnit.MILLIS).toString(), MAX_SHORT);
        return out.append('}').toString().getBytes(UTF_8);
    }

    private static void text(StringBuilder out, String name, @Nullable String value, int limit) {
        out.append('"').append(name).append("\":");
        if (value == null) {
            out.append("null");
            return;
        }
        out.append('"');
        String cut = cut(value, limit);
        cut.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> out.append('\\').append((char) c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    // halves of characters and control characters: many parsers and databases refuse them
                    if (c >= 0xD800 && c <= 0xDFFF) {
                        out.append('\uFFFD');
                    } else if (c == 0x2028 || c == 0x2029) {
                        out.append("\\u").append(Integer.toHexString(c));
                    } else if (c >= ' ' && (c < 0x7F || c > 0x9F)) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        out.append('"');
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
