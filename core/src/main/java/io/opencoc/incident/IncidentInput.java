package io.opencoc.incident;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client says of an incident, to create it or to submit it again; the contract has checked lengths and forms. */
public record IncidentInput(
        String title,
        String level,
        @Nullable String description,
        @Nullable String region,
        @Nullable String application,
        @Nullable String category,
        @Nullable UUID ownerId,
        @Nullable UUID projectId) {

    public IncidentInput {
        title = title.strip();
        description = clean(description);
        region = clean(region);
        application = clean(application);
        category = category == null ? "other" : category;
    }

    /** Without white space around; null when nothing is left. */
    static @Nullable String clean(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
