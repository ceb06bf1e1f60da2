package io.opencoc.integration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client says of an integration; the contract has checked lengths.
 *
 * @param source id of an alarm source; only when it is created
 * @param settings by the schema of the source; null leaves them as they are, as does a secret that is left out; null as a value removes
 * @param projectId of an enterprise project; null for the default one, or for the one where it is
 */
public record IntegrationInput(
        @Nullable String source,
        String name,
        @Nullable String description,
        @Nullable UUID projectId,
        @Nullable ObjectNode settings) {

    public IntegrationInput {
        name = name.strip();
        description = description == null || description.isBlank() ? null : description.strip();
    }
}
