package io.opencoc.kernel.settings;

import io.opencoc.api.Settings;
import io.opencoc.kernel.json.Json;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings in clear. Treat as immutable.
 *
 * @param plain everything that is not secret
 * @param secret never shown, logged or returned
 */
public record SettingsValues(ObjectNode plain, ObjectNode secret) implements Settings {

    /** Nothing set. */
    public static SettingsValues none() {
        return new SettingsValues(Json.MAPPER.createObjectNode(), Json.MAPPER.createObjectNode());
    }

    /** Both. */
    public ObjectNode all() {
        return plain.deepCopy().setAll(secret);
    }

    /** Names of the secrets that are set. */
    public TreeSet<String> secretsSet() {
        return new TreeSet<>(secret.propertyNames());
    }

    /**
     * As the trail keeps it: of a secret only whether there is one, and whether it is another one than before.
     *
     * @param before null when this is the state before
     */
    public ObjectNode traced(@Nullable SettingsValues before) {
        ObjectNode out = plain.deepCopy();
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
        return "settings " + plain.propertyNames();
    }
}
