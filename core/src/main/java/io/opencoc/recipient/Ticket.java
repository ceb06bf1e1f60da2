package io.opencoc.recipient;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What recipients depend on of an incident, an alarm or a to-do.
 *
 * @param owners engineers whose it is; empty for nobody
 * @param application where a shift by application looks
 * @param region null for the default schedule
 */
public record Ticket(
        List<UUID> owners,
        @Nullable String application,
        @Nullable String region) {}
