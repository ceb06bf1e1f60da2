package io.opencoc.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enterprise project.
 *
 * @param name unique in the tenant
 * @param enabled whether new things may come into it
 * @param isDefault whether it is the tenant's first one, where things go that name none
 */
public record Project(
        UUID id, String name, @Nullable String description, boolean enabled, boolean isDefault, Instant createdAt) {}
