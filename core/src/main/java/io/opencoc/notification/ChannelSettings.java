package io.opencoc.notification;

import io.opencoc.api.Descriptor;
import io.opencoc.api.Settings;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.settings.ExtensionSettings;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.kernel.settings.StoredSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Which settings of a channel are in force for a tenant: its own, else the installation's. Safe for all threads. */
public final class ChannelSettings {
    private final ExtensionSettings settings;
    private final Map<String, ObjectNode> defaults;

    /** Where settings come from. */
    public enum Origin {
        INSTALLATION,
        TENANT,
        NONE
    }

    /** Settings in force. */
    record InForce(SettingsValues values, Origin origin) implements Settings {

        /** As the trail keeps it, with where they come from. */
        ObjectNode traced(@Nullable InForce before) {
            return values.traced(before == null ? null : before.values)
                    .put("origin", origin.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public @Nullable String text(String name) {
            return values.text(name);
        }
    }

    /**
     * Settings over the installation's defaults.
     *
     * @param defaults by channel id; secrets in clear
     */
    ChannelSettings(Secrets secrets, Map<String, Map<String, Object>> defaults) {
        this.settings = new ExtensionSettings(secrets);
        this.defaults = new java.util.HashMap<>();
        defaults.forEach((id, values) -> this.defaults.put(id, Json.MAPPER.valueToTree(values)));
    }

    /**
     * What is wrong with the installation's settings, as {@code email.port: must be an integer}; empty when nothing is.
     *
     * @param defaults by channel id
     */
    public static List<String> problems(Channels channels, Map<String, Map<String, Object>> defaults) {
        List<String> problems = new ArrayList<>();
        defaults.forEach((id, values) -> channels.find(id)
                .ifPresentOrElse(
                        c -> ExtensionSettings.check(c.descriptor(), Json.MAPPER.valueToTree(values), id)
                                .forEach(e -> problems.add(e.field() + ": " + e.message())),
                        () -> problems.add(id + ": no such notification channel is installed")));
        return problems;
    }

    /** The settings in force. */
    InForce inForce(Descriptor channel, UUID tenant, @Nullable StoredSettings own) {
        if (own != null) {
            return new InForce(settings.open(own, owner(tenant, channel.id())), Origin.TENANT);
        }
        ObjectNode given = defaults.get(channel.id());
        SettingsValues values = SettingsValues.none();
        if (given != null) {
            given.properties()
                    .forEach(p -> (channel.secretSettings().contains(p.getKey()) ? values.secret() : values.plain())
                            .set(p.getKey(), p.getValue()));
        }
        return new InForce(values, given == null ? Origin.NONE : Origin.INSTALLATION);
    }

    /**
     * What a tenant's own settings become. The installation's secrets are never taken over, for they would go wherever the tenant's settings point.
     *
     * @param given by the client; null removes
     * @throws Problem naming each wrong field below {@code settings}
     */
    InForce changed(Descriptor channel, UUID tenant, @Nullable StoredSettings own, ObjectNode given) {
        SettingsValues before = own == null ? null : settings.open(own, owner(tenant, channel.id()));
        return new InForce(settings.changed(channel, before, given), Origin.TENANT);
    }

    /** As they rest. */
    StoredSettings rest(InForce inForce, UUID tenant, String channel) {
        return settings.rest(inForce.values, owner(tenant, channel));
    }

    private static String owner(UUID tenant, String channel) {
        return "notification-channel:" + tenant + ":" + channel;
    }
}
