package io.opencoc.plugin.dingtalk;

import static io.opencoc.plugin.dingtalk.Plain.BREAK;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.JsonText;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Text;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the robot is sent, within its limit: subject, text, facts, link, in Markdown. The text is cut first, then facts are left out; subject and
 * link are always there, and so is the word OpenCOC, for robots that want a keyword.
 */
final class Body {
    private static final int LIMIT = 20_000;
    private static final int SUBJECT = 300;
    private static final int LABEL = 100;
    private static final int VALUE = 600;
    private static final int LINK = 2_000;
    private static final Text OPEN = new Text("Open in OpenCOC", "在 OpenCOC 中打开");

    private Body() {}

    static String of(OutboundMessage message, Mentions mentions) {
        String subject = Bytes.cut(Plain.line(message.subject()), SUBJECT);
        String title = subject.isEmpty() ? "OpenCOC" : subject;
        String people = mentions.text();
        String link = link(message);
        String tail = "\n\n"
                + (link.isEmpty() ? "OpenCOC" : "[" + OPEN.in(message.language()) + "](" + link + ")")
                + (people.isEmpty() ? "" : "\n\n" + people);
        int left = LIMIT - json(message.id(), title, "", mentions).getBytes(UTF_8).length;
        return json(message.id(), title, fitted("#### " + title, message, tail, left), mentions);
    }

    private static String json(String id, String title, String text, Mentions mentions) {
        String stable = id.replaceAll("[^A-Za-z0-9-]", "-");
        return "{\"msgUuid\":" + JsonText.quoted(stable.substring(0, Math.min(stable.length(), 64)))
                + ",\"msgtype\":\"markdown\",\"markdown\":{\"title\":" + JsonText.quoted(title) + ",\"text\":"
                + JsonText.quoted(text)
                + "},\"at\":{\"atMobiles\":" + array(mentions.mobiles()) + ",\"atUserIds\":" + array(mentions.users())
                + ",\"isAtAll\":" + mentions.all() + "}}";
    }

    private static String fitted(String head, OutboundMessage message, String tail, int limit) {
        int left = limit - Bytes.of(head) - Bytes.of(tail) - 8;
        String facts = facts(message.facts(), left / 2);
        String text = Bytes.cut(Plain.lines(message.text()), left - Bytes.of(facts));
        return head + (text.isEmpty() ? "" : "\n\n" + text) + (facts.isEmpty() ? "" : "\n\n" + facts) + tail;
    }

    /** As many as fit, whole. */
    private static String facts(List<Fact> facts, int limit) {
        String more = "> …";
        StringBuilder out = new StringBuilder();
        int left = limit - Bytes.of(more);
        for (Fact fact : facts) {
            String line = "> " + Bytes.cut(Plain.line(fact.label()), LABEL) + ": **"
                    + Bytes.cut(Plain.line(fact.value()), VALUE) + "**" + BREAK;
            left -= Bytes.of(line);
            if (left < 0) {
                return out.append(more).toString();
            }
            out.append(line);
        }
        return out.toString().strip();
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
