package io.opencoc.integration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.opencoc.api.Text;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Integrations as clients see them. */
final class IntegrationView {
    private IntegrationView() {}

    /**
     * One of a list.
     *
     * @param sourceName null when the plug-in of the source is not installed
     */
    record Summary(
            @JsonUnwrapped Integration integration,
            @Nullable Text sourceName) {}

    /**
     * One by itself.
     *
     * @param key null for those who may not set up senders
     * @param url null for them too
     * @param sourceAvailable false when the plug-in of the source is not installed
     * @param series of the last hour, oldest first, without empty minutes
     * @param settings of the source, without secrets
     * @param secretsSet which secrets have a value
     */
    record Detail(
            @JsonUnwrapped Integration integration,
            @Nullable Text sourceName,
            @Nullable String key,
            @Nullable String url,
            Text instructions,
            boolean sourceAvailable,
            List<Minute> series,
            JsonNode settings,
            Collection<String> secretsSet) {}

    /** How much came in a minute. */
    record Minute(Instant at, long received, long rejected) {}

    /** A source that can be integrated. */
    record Source(
            String id,
            Text name,
            Text description,
            String plugin,
            JsonNode settingsSchema,
            Collection<String> secretSettings) {}
}
