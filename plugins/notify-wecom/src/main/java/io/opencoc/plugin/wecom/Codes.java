package io.opencoc.plugin.wecom;

import io.opencoc.api.DeliveryException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What each {@code errcode} means for a message, and what to do. */
final class Codes {
    private static final Duration BLOCKED = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(10);

    private static final String NO_ROBOT =
            "There is no such robot any more: copy the webhook address anew from the group's robot and give it to the person.";
    private static final String NOT_A_ROBOT =
            "This is an answer for applications, not for robots: check the setting host and the robot's webhook address.";
    private static final String MENTION =
            "Somebody who is mentioned is not known: check what follows #mention= in the robot's address.";
    private static final String CONTENT =
            "The message is not to WeCom's liking, which is a defect of this channel: report it with these words.";
    private static final String GROUP =
            "The robot cannot write to its group: check that the group and the robot are still there, or add a new robot.";
    private static final String RIGHTS =
            "WeCom does not let this server or robot do it: ask the administrator of WeCom, who sets trusted addresses and rights.";

    private static final Map<Integer, String> PERMANENT = new HashMap<>();
    private static final Map<Integer, Duration> WAIT = Map.of(45009, BLOCKED, 45033, SHORT);

    static {
        put(NO_ROBOT, 93000);
        put(NOT_A_ROBOT, 40001, 40013, 40014, 40056, 41001, 42001);
        put(MENTION, 40003, 40031, 46004, 50002, 60103, 60111, 81013, 86216);
        put(CONTENT, 40008, 40033, 40035, 40058, 40063, 44004, 45002);
        put(GROUP, 40050, 50003, 86001, 86003, 86004, 86005, 86006, 86007, 86008, 86217, 86220);
        put(RIGHTS, 48002, 60011, 60020);
    }

    private Codes() {}

    private static void put(String advice, int... codes) {
        for (int code : codes) {
            PERMANENT.put(code, advice);
        }
    }

    /**
     * The failure to report.
     *
     * @param code not 0
     * @param words of WeCom, fit to be shown
     */
    static DeliveryException failure(int code, String words) {
        String said = "errcode " + code + ": " + (words.isEmpty() ? "(no words)" : words);
        Duration wait = WAIT.get(code);
        if (wait != null) {
            return DeliveryException.throttled(
                    said + " The robot has had too many messages; it is tried again after a pause.", wait);
        }
        String advice = PERMANENT.get(code);
        if (advice != null) {
            return DeliveryException.permanent(said + " " + advice);
        }
        // -1, and what nobody has heard of
        return DeliveryException.transientFailure(
                said + (code == -1 ? " WeCom is busy; it is tried again." : " It is tried again."));
    }
}
