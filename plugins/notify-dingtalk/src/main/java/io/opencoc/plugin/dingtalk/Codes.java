package io.opencoc.plugin.dingtalk;

import io.opencoc.api.DeliveryException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What each {@code errcode} means for a message, and what to do. */
final class Codes {
    static final int TOO_FAST = 130101;

    private static final int NOT_SECURE = 310000;
    // A robot that had more than 20 messages in a minute takes none for ten.
    private static final Duration BLOCKED = Duration.ofMinutes(10);
    private static final Set<Integer> THROTTLED = Set.of(TOO_FAST, 410100, 660026);

    private static final String NO_ROBOT =
            "There is no such robot any more: copy the webhook address anew from the group's robot and give it to the person.";
    private static final String STOPPED =
            "The robot or its group is off: switch the robot on again in the group's settings, or add a new one.";
    private static final String CONTENT =
            "The message is not to DingTalk's liking, which is a defect of this channel: report it with these words.";
    private static final String UNWANTED =
            "DingTalk does not let texts of this kind pass; the message is in the console.";
    private static final Map<Integer, String> PERMANENT = Map.ofEntries(
            Map.entry(300001, NO_ROBOT),
            Map.entry(300005, NO_ROBOT),
            Map.entry(400101, NO_ROBOT),
            Map.entry(400106, NO_ROBOT),
            Map.entry(400013, STOPPED),
            Map.entry(400102, STOPPED),
            Map.entry(40035, CONTENT),
            Map.entry(43004, CONTENT),
            Map.entry(400105, CONTENT),
            Map.entry(430101, UNWANTED),
            Map.entry(430102, UNWANTED),
            Map.entry(430103, UNWANTED),
            Map.entry(430104, UNWANTED));

    private Codes() {}

    /**
     * The failure to report.
     *
     * @param code not 0
     * @param words of DingTalk, fit to be shown
     */
    static DeliveryException failure(int code, String words) {
        String said = "errcode " + code + ": " + (words.isEmpty() ? "(no words)" : words);
        if (THROTTLED.contains(code)) {
            return DeliveryException.throttled(
                    said + " The robot has had too many messages; it is tried again after a pause.", BLOCKED);
        }
        String advice = code == NOT_SECURE ? security(words.toLowerCase(Locale.ROOT)) : PERMANENT.get(code);
        if (advice != null) {
            return DeliveryException.permanent(said + " " + advice);
        }
        // -1, and what nobody has heard of
        return DeliveryException.transientFailure(
                said + (code == -1 ? " DingTalk is busy; it is tried again." : " It is tried again."));
    }

    /** One code for all security settings: the words say which. */
    private static String security(String words) {
        if (words.contains("keyword") || words.contains("关键词")) {
            return "The robot wants a keyword: set its keyword to OpenCOC, which every message has.";
        }
        if (words.contains("timestamp")) {
            return "The clock of this server is wrong by more than an hour: set it, then send the message again.";
        }
        if (words.contains("sign") || words.contains("签名")) {
            return "The signature does not match: copy the robot's secret, SEC…, into the setting secret or behind a # at the end of its"
                    + " address, and check this server's clock.";
        }
        if (words.contains("ip") || words.contains("白名单")) {
            return "The robot takes messages from listed addresses only: add the address in these words to its security setting.";
        }
        return "The robot's security setting does not let the message pass: look it up in the group's settings.";
    }
}
