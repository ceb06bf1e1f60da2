package io.opencoc.engineer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client says of an engineer; the contract has checked lengths and forms. */
public record EngineerInput(
        String name,
        @Nullable String alias,
        @Nullable String email,
        @Nullable String language,
        @Nullable UUID userId) {

    Engineer toEngineer(UUID id, Instant createdAt) {
        return new Engineer(
                id,
                name.strip(),
                blankToNull(alias),
                blankToNull(email),
                language == null ? "en" : language,
                userId,
                createdAt);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
