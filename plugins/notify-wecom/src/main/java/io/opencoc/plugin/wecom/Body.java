package io.opencoc.plugin.wecom;

import io.opencoc.api.JsonText;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Text;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the robot is sent, within its limits: subject, text, facts, link. The text is cut first, then facts are left out; subject and link are
 * always there. Markdown, unless people are mentioned whom only a message in plain text can mention.
 */
final class Body {
    private static final int MARKDOWN = 4_096;
    private static final int TEXT = 2_048;
    private static final int SUBJECT = 300;
    private static final int LABEL = 60;
    private static final int VALUE = 240;
    private static final int LINK = 600;
    private static final Text OPEN = new Text("Open in OpenCOC", "在 OpenCOC 中打开");

    private Body() {}

    static String of(OutboundMessage message, Mentions mentions) {
        return mentions.needPlainText() ? text(message, mentions) : markdown(message, mentions);
    }

    private static String markdown(OutboundMessage message, Mentions mentions) {
        String link = link(message);
        String open = link.isEmpty() ? "" : "\n\n[" + OPEN.in(message.language()) + "](" + link + ")";
        String people = mentions.users().stream().map(u -> "<@" + u + ">").collect(Collectors.joining());
        String content = fitted(
                "### " + subject(message),
                message,
                "\n> %s: <font color=\"comment\">%s</font>",
                open + (people.isEmpty() ? "" : "\n" + people),
                MARKDOWN);
        return "{\"msgtype\":\"markdown\",\"markdown\":{\"content\":" + JsonText.quoted(content) + "}}";
    }

    private static String text(OutboundMessage message, Mentions mentions) {
        String link = link(message);
        String content = fitted(
                subject(message),
                message,
                "\n%s: %s",
                link.isEmpty() ? "" : "\n\n" + OPEN.in(message.language()) + ": " + link,
                TEXT);
        String users = mentions.all()
                ? array(Stream.concat(mentions.users().stream(), Stream.of("@all"))
                        .toList())
                : array(mentions.users());
        return "{\"msgtype\":\"text\",\"text\":{\"content\":" + JsonText.quoted(content) + ",\"mentioned_list\":"
                + users + ",\"mentioned_mobile_list\":" + array(mentions.mobiles()) + "}}";
    }

    private static String subject(OutboundMessage message) {
        String subject = Bytes.cut(Plain.line(message.subject()), SUBJECT);
        return subject.isEmpty() ? "OpenCOC" : subject;
    }

    private static String fitted(String head, OutboundMessage message, String format, String tail, int limit) {
        int left = limit - Bytes.of(head) - Bytes.of(tail) - 2;
        String facts = facts(message.facts(), format, left / 2);
        String text = Bytes.cut(Plain.lines(message.text()), left - Bytes.of(facts));
        return head + (text.isEmpty() ? "" : "\n" + text) + (facts.isEmpty() ? "" : "\n" + facts) + tail;
    }

    /** As many as fit, whole. */
    private static String facts(List<Fact> facts, String format, int limit) {
        String more = "\n…";
        StringBuilder out = new StringBuilder();
        int left = limit - Bytes.of(more);
        for (Fact fact : facts) {
            String line = format.formatted(
                    Bytes.cut(Plain.line(fact.label()), LABEL), Bytes.cut(Plain.line(fact.value()), VALUE));
            left -= Bytes.of(line);
            if (left < 0) {
                return out.append(more).toString();
            }
            out.append(line);
        }
        return out.toString();
    }

    /** Where to act; empty unless it is an address for a browser, of a sane length. */
    private static String link(OutboundMessage message) {
        URI link = message.link();
        if (link == null
                || link.getHost() == null
                || !String.valueOf(link.getScheme()).matches("(?i)https?")) {
            return "";
        }
        String ascii = link.toASCIIString().replace("(", "%28").replace(")", "%29");
        return ascii.length() > LINK ? "" : ascii;
    }

    private static String array(List<String> texts) {
        return texts.stream().map(JsonText::quoted).collect(Collectors.joining(",", "[", "]"));
    }
}
