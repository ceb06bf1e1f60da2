package io.opencoc.plugin;

import io.opencoc.api.Text;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.plugin.ExtensionHealth;
import io.opencoc.kernel.plugin.PluginReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A plug-in as the API shows it. */
record PluginView(
        String file,
        @Nullable String id,
        @Nullable String version,
        @Nullable String provider,
        @Nullable String requires,
        boolean bundled,
        PluginReport.State state,
        @Nullable String problem,
        @Nullable String signer,
        @Nullable Instant loadedAt,
        int inFlight,
        List<Extension> extensions) {

    /** One extension. */
    record Extension(
            String kind,
            String id,
            Text name,
            Text description,
            JsonNode settingsSchema,
            List<String> secretSettings,
            Health health) {}

    /** How its calls went; as {@link ExtensionHealth}. */
    record Health(
            long calls,
            long refused,
            long failures,
            long timeouts,
            long turnedAway,
            int inFlight,
            @Nullable Double meanMillis,
            @Nullable Double lastMillis,
            @Nullable Instant lastCallAt,
            @Nullable Instant trippedUntil,
            List<ExtensionHealth.LastError> lastErrors) {

        static Health of(ExtensionHealth h) {
            return new Health(
                    h.calls(),
                    h.refused(),
                    h.defects(),
                    h.timeouts(),
                    h.turnedAway(),
                    h.inFlight(),
                    h.meanMillis(),
                    h.lastMillis(),
                    h.lastCallAt(),
                    h.trippedUntil(),
                    h.lastErrors());
        }
    }

    static PluginView of(PluginReport r) {
        return new PluginView(
                r.file(),
                r.manifest().id(),
                r.manifest().version(),
                r.manifest().provider(),
                r.manifest().requires(),
                r.bundled(),
                r.state(),
                r.problem(),
                r.signer(),
                r.loadedAt(),
                r.inFlight(),
                r.extensions().stream().map(PluginView::extension).toList());
    }

    private static Extension extension(PluginReport.Extension e) {
        return new Extension(
                e.kind(),
                e.descriptor().id(),
                e.descriptor().name(),
                e.descriptor().description(),
                schema(e.descriptor().settingsSchema()),
                e.descriptor().secretSettings().stream().sorted().toList(),
                Health.of(e.health()));
    }

    /** What a stranger calls a schema need not be one. */
    private static JsonNode schema(String text) {
        try {
            JsonNode schema = Json.tree(text);
            return schema.isObject() ? schema : Json.MAPPER.createObjectNode();
        } catch (JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }
}
