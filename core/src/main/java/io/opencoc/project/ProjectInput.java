package io.opencoc.project;

import org.jspecify.annotations.Nullable;

/** What a client says of a project; the contract has checked lengths. */
record ProjectInput(String name, @Nullable String description) {
    ProjectInput {
        name = name.strip();
        description = description == null || description.isBlank() ? null : description.strip();
    }
}
