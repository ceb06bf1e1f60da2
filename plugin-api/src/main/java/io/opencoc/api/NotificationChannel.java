package io.opencoc.api;

import io.smallrye.mutiny.Uni;
import org.pf4j.ExtensionPoint;

/**
 * A way to reach a person: mail, text message, chat.
 *
 * <p>Threading: {@link #send} is called from any thread, many times at once up to the server's limit, and must not block; it is
 * cancelled at the server's time-out. The server keeps the delivery, retries what may be retried and never calls a channel inside
 * a database transaction. The other methods are asked once, when the plug-in is loaded.
 *
 * <p>Errors: {@link DeliveryException} is the provider's or the settings' fault and is never held against the channel, nor is an {@code IOException}.
 * Whatever else is thrown or fails, null, and a {@code send} that does not return are defects of the channel; after several in a row the server stops
 * calling it for a while. Messages then wait.
 *
 * @since 1.0
 */
public interface NotificationChannel extends ExtensionPoint {

    /** What this channel is; constant. */
    Descriptor descriptor();

    /** Which of a person's addresses it takes; constant. */
    ContactMethod contactMethod();

    /**
     * How many messages one address takes in a minute; 0 for no limit. When there are more, the server waits and then sends those that have
     * gathered as one message.
     */
    default int messagesPerMinute() {
        return 0;
    }

    /**
     * Hands one message to the provider.
     *
     * @param message what to say; texts in it may come from outside: escape them for the channel's format
     * @param recipient to whom
     * @param context settings and ports
     * @return what the provider answered; fails with {@link DeliveryException}; an {@link java.io.IOException} of a port may be passed on, and is tried again; anything
     *     else counts as a defect of the channel
     */
    Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, PluginContext context);
}
