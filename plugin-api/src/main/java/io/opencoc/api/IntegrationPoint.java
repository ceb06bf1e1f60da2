package io.opencoc.api;

import java.net.URI;

/**
 * Where an integration receives its alarms.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param url the full address with the key, for example {@code https://coc.example.com/hooks/k3y}
 * @param key the integration key
 * @since 1.0
 */
public record IntegrationPoint(URI url, String key) {}
