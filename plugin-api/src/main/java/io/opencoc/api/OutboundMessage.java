package io.opencoc.api;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to a person, in plain text: the channel gives it its form.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param id stable over retries: use it to make a repetition recognisable (mail's Message-ID, idempotency keys)
 * @param attempt 1 for the first try: in a later one an earlier one may have arrived, so a channel whose provider is not idempotent asks first
 * @param subject one line
 * @param text some lines of plain text
 * @param facts short labelled values, in the order to be shown
 * @param link where to act, in the console; null when the console's address is not configured
 * @param language IETF tag of the texts
 * @since 1.0
 */
public record OutboundMessage(
        String id,
        int attempt,
        String subject,
        String text,
        List<Fact> facts,
        @Nullable URI link,
        String language) {

    /** One labelled value. */
    public record Fact(String label, String value) {}

    /** Keeps a copy of the facts. */
    public OutboundMessage {
        facts = List.copyOf(facts);
    }
}
