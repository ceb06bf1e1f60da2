package io.opencoc.iam;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agency of another tenant by which the users of one's own may act there.
 *
 * @param tenantId of the tenant to act in
 * @param tenant its name
 * @param expiresAt null for never
 */
public record TrustingAgency(
        UUID id,
        String name,
        @Nullable String description,
        @JsonIgnore UUID tenantId,
        String tenant,
        @Nullable Instant expiresAt) {}
