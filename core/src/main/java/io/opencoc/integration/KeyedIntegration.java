package io.opencoc.integration;

import io.opencoc.kernel.settings.SettingsValues;
import java.util.UUID;

/**
 * Whom a key belongs to.
 *
 * @param enabled when false, senders are turned away
 * @param settings of the source for this integration, secrets in clear
 */
public record KeyedIntegration(
        UUID tenant, UUID id, String source, String name, boolean enabled, SettingsValues settings) {}
