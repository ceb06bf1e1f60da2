package io.opencoc.api;

import java.util.Set;

/**
 * What the console and the API show of an extension, and how it is configured.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param id stable, unique among extensions of its kind: {@code [a-z][a-z0-9-]{1,39}}
 * @param name for people
 * @param description one or two sentences for people
 * @param settingsSchema JSON Schema 2020-12 of the settings, an object; from it the console draws the form and the server
 *     validates. {@code {"type":"object"}} where there is nothing to set. Properties may carry {@code x-zh} (Chinese {@code title} and
 *     {@code description}) and {@code "x-destination": true}: they say where secrets are sent, or how guarded, and when one of them changes
 *     the secrets must be given again
 * @param secretSettings names of top-level settings that are kept encrypted and never shown again
 * @since 1.0
 */
public record Descriptor(String id, Text name, Text description, String settingsSchema, Set<String> secretSettings) {

    /** The schema of an extension without settings. */
    public static final String NO_SETTINGS = "{\"type\":\"object\",\"additionalProperties\":false}";

    /** @throws IllegalArgumentException if the id does not have its form */
    public Descriptor {
        if (!id.matches("[a-z][a-z0-9-]{1,39}")) {
            throw new IllegalArgumentException("descriptor id '" + id + "' is not [a-z][a-z0-9-]{1,39}");
        }
        secretSettings = Set.copyOf(secretSettings);
    }

    /** A descriptor of an extension that has nothing to set. */
    public static Descriptor of(String id, Text name, Text description) {
        return new Descriptor(id, name, description, NO_SETTINGS, Set.of());
    }
}
