package io.opencoc.notification;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.opencoc.api.Descriptor;
import io.opencoc.api.Settings;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Validation;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which settings of a channel are in force for a tenant, and whether they are right. Safe for all threads. */
public final class ChannelSettings {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            b -> b.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Secrets secrets;
    private final Map<String, ObjectNode> defaults;

    /** Where settings come from. */
    public enum Origin {
        INSTALLATION,
        TENANT,
        NONE
    }

    /**
     * A tenant's own settings, as they rest.
     *
     * @param secrets encrypted; null without any
     */
    record Own(String settings, byte @Nullable [] secrets) {}

    /**
     * Settings in force.
     *
     * @param plain everything that is not secret
     * @param secret in clear: never shown, logged or returned
     */
    record InForce(ObjectNode plain, ObjectNode secret, Origin origin) implements Settings {

        /** Both. */
        ObjectNode all() {
            return plain.deepCopy().setAll(secret);
        }

        /**
         * As the trail keeps it: of a secret only whether there is one, and whether it is another one than before.
         *
         * @param before null when this is the state before
         */
        ObjectNode traced(@Nullable InForce before) {
            ObjectNode out = plain.deepCopy();
            out.put("origin", origin.name().toLowerCase(java.util.Locale.ROOT));
            secret.properties().forEach(s -> {
                boolean same = before == null || s.getValue().equals(before.secret.get(s.getKey()));
                out.put(s.getKey(), same ? "***" : "*** (new)");
            });
            return out;
        }

        @Override
        public @Nullable String text(String name) {
            JsonNode value = secret.has(name) ? secret.get(name) : plain.get(name);
            return value == null || value.isNull() ? null : value.isValueNode() ? value.asString() : value.toString();
        }

        @Override
        public String toString() {
            return "settings of the " + origin;
        }
    }

    /**
     * Settings over the installation's defaults.
     *
     * @param defaults by channel id; secrets in clear
     */
    ChannelSettings(Secrets secrets, Map<String, Map<String, Object>> defaults) {
        this.secrets = secrets;
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
                        c -> check(c.descriptor(), Json.MAPPER.valueToTree(values), id)
                                .forEach(e -> problems.add(e.field() + ": " + e.message())),
                        () -> problems.add(id + ": no such notification channel is installed")));
        return problems;
    }

    /** The settings in force. */
    InForce inForce(Descriptor channel, UUID tenant, @Nullable Own own) {
        if (own != null) {
            return new InForce((ObjectNode) Json.tree(own.settings), decrypt(own, tenant, channel.id()), Origin.TENANT);
        }
        ObjectNode given = defaults.get(channel.id());
        ObjectNode plain = given == null ? Json.MAPPER.createObjectNode() : given.deepCopy();
        ObjectNode secret = Json.MAPPER.createObjectNode();
        channel.secretSettings().forEach(name -> {
            if (plain.has(name)) {
                secret.set(name, plain.remove(name));
            }
        });
        return new InForce(plain, secret, given == null ? Origin.NONE : Origin.INSTALLATION);
    }

    /**
     * What a tenant's own settings become. A secret that is left out stays as the tenant set it, unless the settings now send it elsewhere; the
     * installation's secrets are never taken over, for they would go wherever the tenant's settings point.
     *
     * @param given by the client; null removes
     * @throws Problem naming each wrong field below {@code settings}
     */
    InForce changed(Descriptor channel, UUID tenant, @Nullable Own own, ObjectNode given) {
        ObjectNode secret = own == null ? Json.MAPPER.createObjectNode() : decrypt(own, tenant, channel.id());
        ObjectNode plain = Json.MAPPER.createObjectNode();
        given.properties().forEach(p -> {
            ObjectNode target = channel.secretSettings().contains(p.getKey()) ? secret : plain;
            if (p.getValue().isNull()) {
                target.remove(p.getKey());
            } else {
                target.set(p.getKey(), p.getValue());
            }
        });
        InForce changed = new InForce(plain, secret, Origin.TENANT);
        List<Problem.FieldError> errors = new ArrayList<>(check(channel, changed.all(), "settings"));
        if (own != null && goesElsewhere(channel, (ObjectNode) Json.tree(own.settings), plain)) {
            secret.propertyNames().stream()
                    .filter(name -> !given.has(name))
                    .forEach(name -> errors.add(new Problem.FieldError(
                            "settings." + name, "is missing: give it again, for these settings send it elsewhere")));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return changed;
    }

    /** Whether secrets would go to another place, or less guarded: else whoever may change settings could read the secrets that are there. */
    private static boolean goesElsewhere(Descriptor channel, ObjectNode before, ObjectNode after) {
        return Json.tree(channel.settingsSchema()).path("properties").properties().stream()
                .filter(p -> p.getValue().path("x-destination").asBoolean(false))
                .anyMatch(p -> {
                    JsonNode otherwise = p.getValue().path("default");
                    return !before.optional(p.getKey())
                            .orElse(otherwise)
                            .equals(after.optional(p.getKey()).orElse(otherwise));
                });
    }

    /** As they rest. */
    Own rest(InForce settings, UUID tenant, String channel) {
        return new Own(
                settings.plain.toString(),
                settings.secret.isEmpty() ? null : secrets.encrypt(settings.secret.toString(), owner(tenant, channel)));
    }

    /** What the channel's schema finds wrong. */
    static List<Problem.FieldError> check(Descriptor channel, JsonNode settings, String root) {
        return Validation.check(SCHEMAS.getSchema(Json.tree(channel.settingsSchema())), settings, root);
    }

    private ObjectNode decrypt(Own own, UUID tenant, String channel) {
        return own.secrets == null
                ? Json.MAPPER.createObjectNode()
                : (ObjectNode) Json.tree(secrets.decrypt(own.secrets, owner(tenant, channel)));
    }

    private static String owner(UUID tenant, String channel) {
        return "notification-channel:" + tenant + ":" + channel;
    }
}
