package io.opencoc.integration;

import io.opencoc.api.AlarmEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a source reads in a request that somebody pasted. */
final class SourceTrial {
    private SourceTrial() {}

    /**
     * What is asked for.
     *
     * @param integrationId whose kept settings and secrets apply where {@code settings} leaves them out; null for an integration that is still to be made
     * @param path what follows {@code /hooks/{key}}
     */
    record Input(
            @Nullable UUID integrationId,
            @Nullable ObjectNode settings,
            @Nullable String path,
            @Nullable String contentType,
            @Nullable Map<String, String> headers,
            String body) {}

    /**
     * What came of it.
     *
     * @param understood false when the whole request would be refused
     * @param problems why, or what was wrong with single entries
     * @param status that the sender would get
     */
    record Result(boolean understood, int status, List<AlarmEvent> alarms, List<String> problems, String answer) {}
}
