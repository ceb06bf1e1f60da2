package io.opencoc.plugin.sms;

import io.opencoc.api.OutboundMessage;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Words a message as one line that fits into a number of segments: subject, as much of the text as there is room, link. */
final class SmsText {
    private static final int MAX_PART = 2_000;
    private static final int GSM_ALONE = 160;
    private static final int GSM_JOINED = 153;
    private static final int UCS_ALONE = 70;
    private static final int UCS_JOINED = 67;

    private SmsText() {}

    /**
     * The line.
     *
     * @param segments into which it must fit, from 1; each costs as one message
     * @param most characters, whatever the segments hold
     */
    static String of(OutboundMessage message, int segments, int most) {
        String words = words(message);
        String link = link(message);
        String tail = link == null ? "" : " " + link;
        boolean gsm = Gsm7.holds(words + tail);
        int room = Math.min(most, room(segments, gsm));
        int forLink = cost(tail, gsm);
        // a link that would push out the half of what it is about is left out
        if (cost(words, gsm) + forLink > room && forLink > room / 2) {
            return cut(words, room, gsm);
        }
        return cut(words, room - forLink, gsm) + tail;
    }

    /** The address to act at, if it is one for a browser. */
    static @Nullable String link(OutboundMessage message) {
        URI link = message.link();
        if (link == null || link.getHost() == null) {
            return null;
        }
        boolean web = "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
        return web ? link.toASCIIString() : null;
    }

    private static String words(OutboundMessage message) {
        String subject = Clean.head(message.subject(), MAX_PART);
        String text = Clean.head(message.text(), MAX_PART);
        if (subject.isEmpty()) {
            return text.isEmpty() ? "OpenCOC" : text;
        }
        return text.isEmpty() || text.equals(subject) ? subject : subject + " - " + text;
    }

    private static int room(int segments, boolean gsm) {
        if (segments == 1) {
            return gsm ? GSM_ALONE : UCS_ALONE;
        }
        return segments * (gsm ? GSM_JOINED : UCS_JOINED);
    }

    /** How many places of a segment a text takes. */
    static int cost(String text, boolean gsm) {
        return gsm ? text.chars().map(Gsm7::cost).sum() : text.length();
    }

    private static String cut(String text, int room, boolean gsm) {
        if (cost(text, gsm) <= room) {
            return text;
        }
        String mark = gsm ? "..." : "…";
        int left = room - mark.length();
        int end = 0;
        while (end < text.length()) {
            int step = Character.charCount(text.codePointAt(end));
            int cost = gsm ? Gsm7.cost(text.charAt(end)) : step;
            if (cost > left) {
                break;
            }
            left -= cost;
            end += step;
        }
        return text.substring(0, end).stripTrailing() + mark;
    }
}
