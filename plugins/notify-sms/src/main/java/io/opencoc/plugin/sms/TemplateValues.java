package io.opencoc.plugin.sms;

import io.opencoc.api.JsonText;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The values for an approved template with named variables. */
record TemplateValues(
        String subject, @Nullable String level, @Nullable String link, boolean wholeLink, int longest) {
    private static final Set<String> LEVELS = Set.of("level", "级别");

    static TemplateValues of(Given given) {
        return new TemplateValues(
                given.optional("subjectParameter", "subject"),
                given.optional("levelParameter"),
                given.optional("linkParameter"),
                given.optional("linkAs", "lastPart").equals("address"),
                given.number("maxParameter", 35, 10, 500));
    }

    /** As a JSON object. */
    String json(OutboundMessage message) {
        StringJoiner out = new StringJoiner(",", "{", "}");
        add(out, subject, subject(message, longest));
        if (level != null) {
            add(out, level, level(message, longest));
        }
        if (link != null) {
            String value = wholeLink ? SmsText.link(message) : lastPart(message, longest);
            add(out, link, value == null || value.length() > longest ? "-" : value);
        }
        return out.toString();
    }

    /** What it is about; with a word where there is nothing, because providers refuse empty values. */
    static String subject(OutboundMessage message, int longest) {
        String subject = Clean.line(message.subject(), longest);
        return subject.isEmpty() ? "OpenCOC" : subject;
    }

    /** The value of the fact that says the level; a dash without one. */
    static String level(OutboundMessage message, int longest) {
        return message.facts().stream()
                .filter(fact -> LEVELS.contains(fact.label().toLowerCase(Locale.ROOT)))
                .map(Fact::value)
                .map(value -> Clean.line(value, longest))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("-");
    }

    /** What follows the last slash of the link's path; a dash without a link. */
    static String lastPart(OutboundMessage message, int longest) {
        String path = message.link() == null || message.link().getRawPath() == null
                ? ""
                : message.link().getRawPath();
        String last = Clean.line(path.substring(path.lastIndexOf('/') + 1), 500);
        return last.isEmpty() || last.length() > longest ? "-" : last;
    }

    private static void add(StringJoiner out, String name, String value) {
        out.add(JsonText.quoted(name) + ":" + JsonText.quoted(value));
    }
}
