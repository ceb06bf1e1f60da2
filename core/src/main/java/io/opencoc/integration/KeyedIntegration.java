package io.opencoc.integration;

import java.util.UUID;

/**
 * Whom a key belongs to.
 *
 * @param enabled when false, senders are turned away
 */
public record KeyedIntegration(UUID tenant, UUID id, String source, String name, boolean enabled) {}
