package io.opencoc.api;

/**
 * To whom a message goes.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param name of the person
 * @param address of the channel's {@link ContactMethod}
 * @since 1.0
 */
public record Recipient(String name, String address) {}
