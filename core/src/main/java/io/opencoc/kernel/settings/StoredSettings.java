package io.opencoc.kernel.settings;

import org.jspecify.annotations.Nullable;

/**
 * Settings as they rest.
 *
 * @param plain JSON
 * @param secrets encrypted; null without any
 */
public record StoredSettings(String plain, byte @Nullable [] secrets) {}
