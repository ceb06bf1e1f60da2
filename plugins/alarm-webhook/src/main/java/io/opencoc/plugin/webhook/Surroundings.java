package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm stands in.
 *
 * @param root the whole body, or event
 * @param now when it was received
 * @param name when the alarm has none
 * @param status when the alarm has none
 * @param identity what makes alarms of the same name different, beside their own fields
 * @param extra further values by the names under which they are kept when all the rest is
 */
record Surroundings(
        Node root,
        Instant now,
        @Nullable String name,
        @Nullable AlarmStatus status,
        List<String> identity,
        Map<String, Node> extra) {

    static Surroundings of(Node root, Instant now) {
        return new Surroundings(root, now, null, null, List.of(), Map.of());
    }
}
