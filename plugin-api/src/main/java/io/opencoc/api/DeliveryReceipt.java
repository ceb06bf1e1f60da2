package io.opencoc.api;

/**
 * What a provider answered to a message that it took.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param providerId the provider's id of the message; empty when it gives none
 * @param answer the provider's own words, shown in the delivery log; no secrets
 * @since 1.0
 */
public record DeliveryReceipt(String providerId, String answer) {}
