package io.opencoc.notification;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Recipient;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.settings.ExtensionSettings;
import io.opencoc.kernel.settings.StoredSettings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands one message to a channel with the settings in force, within a time. Outside any transaction. */
final class Sender {
    private static final Duration ABSENT = Duration.ofMinutes(1);

    private final Channels channels;
    private final ChannelSettings settings;

    Sender(Channels channels, ChannelSettings settings) {
        this.channels = channels;
        this.settings = settings;
    }

    /** How many messages one address takes in a minute, by channel; only of those that have a limit. */
    Map<String, Integer> limits() {
        return channels.limits();
    }

    /** Fails with a {@link DeliveryException} when the message was not taken. */
    Uni<DeliveryReceipt> send(
            UUID tenant,
            String channel,
            @Nullable StoredSettings own,
            OutboundMessage message,
            Recipient recipient,
            Duration limit) {
        return Uni.createFrom()
                .deferred(() -> handOver(tenant, channel, own, message, recipient))
                .ifNoItem()
                .after(limit)
                .failWith(() ->
                        DeliveryException.transientFailure("There was no answer within " + limit.toSeconds() + " s."));
    }

    private Uni<DeliveryReceipt> handOver(
            UUID tenant, String id, @Nullable StoredSettings own, OutboundMessage message, Recipient recipient) {
        Channels.Entry channel = channels.find(id)
                // It may be disabled, or come back: the message waits.
                .orElseThrow(() ->
                        DeliveryException.throttled("The channel " + id + " is not installed, or disabled.", ABSENT));
        ChannelSettings.InForce inForce;
        try {
            inForce = settings.inForce(channel.descriptor(), tenant, own);
        } catch (IllegalStateException e) {
            throw DeliveryException.permanent("The channel's secrets cannot be decrypted: set them again.");
        }
        List<Problem.FieldError> errors =
                ExtensionSettings.check(channel.descriptor(), inForce.values().all(), "settings");
        if (!errors.isEmpty()) {
            throw DeliveryException.permanent("The channel is not configured: "
                    + errors.getFirst().field() + " " + errors.getFirst().message());
        }
        return channel.send(message, recipient, inForce);
    }
}
