package io.opencoc.kernel.settings;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.opencoc.api.Descriptor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Validation;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.Secrets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads, checks and changes settings of extensions. Safe for all threads. */
public final class ExtensionSettings {
    private static final int LARGEST = 64 * 1024;
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            b -> b.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Secrets secrets;

    public ExtensionSettings(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * In clear.
     *
     * @param owner that the secrets are encrypted for
     */
    public SettingsValues open(StoredSettings stored, String owner) {
        ObjectNode secret = stored.secrets() == null
                ? Json.MAPPER.createObjectNode()
                : (ObjectNode) Json.tree(secrets.decrypt(stored.secrets(), owner));
        return new SettingsValues((ObjectNode) Json.tree(stored.plain()), secret);
    }

    /** As they rest. */
    public StoredSettings rest(SettingsValues values, String owner) {
        return new StoredSettings(
                values.plain().toString(),
                values.secret().isEmpty()
                        ? null
                        : secrets.encrypt(values.secret().toString(), owner));
    }

    /**
     * What settings become. A secret that is left out stays, unless the settings now send it elsewhere.
     *
     * @param before null when there were none
     * @param given by the client; null removes
     * @throws Problem naming each wrong field below {@code settings}
     */
    public SettingsValues changed(Descriptor extension, @Nullable SettingsValues before, ObjectNode given) {
        if (given.toString().length() > LARGEST) {
            throw Problem.invalid("settings", "are larger than 64 KiB");
        }
        ObjectNode secret = before == null
                ? Json.MAPPER.createObjectNode()
                : before.secret().deepCopy();
        ObjectNode plain = Json.MAPPER.createObjectNode();
        given.properties().forEach(p -> {
            ObjectNode target = extension.secretSettings().contains(p.getKey()) ? secret : plain;
            if (p.getValue().isNull()) {
                target.remove(p.getKey());
            } else {
                target.set(p.getKey(), p.getValue());
            }
        });
        SettingsValues changed = new SettingsValues(plain, secret);
        List<Problem.FieldError> errors = new ArrayList<>(check(extension, changed.all(), "settings"));
        if (before != null && goesElsewhere(extension, before.plain(), plain)) {
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
    private static boolean goesElsewhere(Descriptor extension, ObjectNode before, ObjectNode after) {
        return Json.tree(extension.settingsSchema()).path("properties").properties().stream()
                .filter(p -> p.getValue().path("x-destination").asBoolean(false))
                .anyMatch(p -> {
                    JsonNode otherwise = p.getValue().path("default");
                    return !before.optional(p.getKey())
                            .orElse(otherwise)
                            .equals(after.optional(p.getKey()).orElse(otherwise));
                });
    }

    /** What the extension's schema finds wrong, below {@code root}. */
    public static List<Problem.FieldError> check(Descriptor extension, JsonNode settings, String root) {
        return Validation.check(SCHEMAS.getSchema(Json.tree(extension.settingsSchema())), settings, root);
    }
}
