package io.opencoc.integration;

import org.jspecify.annotations.Nullable;

/**
 * What a client says of an integration; the contract has checked lengths.
 *
 * @param source id of an alarm source; only when it is created
 */
public record IntegrationInput(
        @Nullable String source, String name, @Nullable String description) {

    public IntegrationInput {
        name = name.strip();
        description = description == null || description.isBlank() ? null : description.strip();
    }
}
