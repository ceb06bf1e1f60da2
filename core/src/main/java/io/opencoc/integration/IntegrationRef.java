package io.opencoc.integration;

import java.util.UUID;

/**
 * An integration, as others speak of it.
 *
 * @param project its enterprise project
 */
public record IntegrationRef(UUID id, UUID project, String name) {}
