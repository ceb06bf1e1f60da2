package io.opencoc.integration;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.settings.ExtensionSettings;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.kernel.settings.StoredSettings;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What integrations set of their sources. Safe for all threads. */
final class IntegrationSettings {
    private static final Pattern NAMED = Pattern.compile("(?:the )?setting '?([A-Za-z][A-Za-z0-9]*)'?[ ,:]");

    private final ExtensionSettings settings;

    IntegrationSettings(Secrets secrets) {
        this.settings = new ExtensionSettings(secrets);
    }

    /** In clear. */
    SettingsValues open(UUID integration, StoredSettings stored) {
        return settings.open(stored, owner(integration));
    }

    /** As they rest. */
    StoredSettings rest(UUID integration, SettingsValues values) {
        return settings.rest(values, owner(integration));
    }

    /**
     * What they become, right by the source's schema.
     *
     * @param before null for a new integration
     * @param given null leaves them as they are
     * @throws Problem naming the field below {@code settings}
     */
    SettingsValues changed(Descriptor source, @Nullable SettingsValues before, @Nullable ObjectNode given) {
        return given == null && before != null
                ? before
                : settings.changed(source, before, given == null ? Json.MAPPER.createObjectNode() : given);
    }

    /**
     * As {@link #changed(Descriptor, SettingsValues, ObjectNode)}, and as the source itself finds them right. Calls the plug-in: not within a
     * transaction.
     */
    Uni<SettingsValues> right(AlarmSources.Source source, @Nullable SettingsValues before, @Nullable ObjectNode given) {
        SettingsValues values = changed(source.descriptor(), before, given);
        return source.check(values)
                .replaceWith(values)
                .onFailure(BadPayloadException.class)
                .transform(f -> refused(String.valueOf(f.getMessage())));
    }

    /** At the setting that the message names, where it begins with one. */
    private static Problem refused(String message) {
        Matcher named = NAMED.matcher(message);
        return named.lookingAt()
                ? Problem.invalid("settings." + named.group(1), message)
                : Problem.invalid("settings", message);
    }

    private static String owner(UUID integration) {
        return "integration-settings:" + integration;
    }
}
