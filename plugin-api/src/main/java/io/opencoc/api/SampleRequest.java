package io.opencoc.api;

/**
 * A request as a monitoring system sends it.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param path what follows {@code /hooks/{key}}: empty, or starting with a slash
 * @param contentType of the body
 * @param body UTF-8 text
 * @since 1.0
 */
public record SampleRequest(String path, String contentType, String body) {}
