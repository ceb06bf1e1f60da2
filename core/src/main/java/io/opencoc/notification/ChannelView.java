package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.Descriptor;
import io.opencoc.api.Text;
import io.opencoc.kernel.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A channel as a client gets it.
 *
 * @param plugin id of the plug-in that brings it
 * @param settingsSchema JSON Schema of the settings
 * @param settings in force, without secrets
 * @param secretSettings which settings are secret
 * @param secretsSet which secrets have a value
 */
record ChannelView(
        String id,
        Text name,
        Text description,
        String plugin,
        ContactMethod contactMethod,
        JsonNode settingsSchema,
        List<String> secretSettings,
        JsonNode settings,
        List<String> secretsSet,
        ChannelSettings.Origin origin) {

    /**
     * Whether a test message was taken.
     *
     * @param answer the provider's words, or the reason of failure
     */
    record TestResult(boolean sent, String answer) {}

    static ChannelView of(Channels.Entry channel, ChannelSettings.InForce settings) {
        Descriptor d = channel.descriptor();
        return new ChannelView(
                d.id(),
                d.name(),
                d.description(),
                channel.pluginId(),
                channel.contactMethod(),
                Json.tree(d.settingsSchema()),
                d.secretSettings().stream().sorted().toList(),
                settings.values().plain(),
                List.copyOf(settings.values().secretsSet()),
                settings.origin());
    }
}
