package io.opencoc.plugin.sms;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.smallrye.mutiny.Uni;

/** What the channels have in common: they take mobile numbers. Stateless; does not block. */
abstract class SmsChannel implements NotificationChannel {
    private final Descriptor descriptor;

    SmsChannel(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public final Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public final ContactMethod contactMethod() {
        return ContactMethod.MOBILE;
    }

    @Override
    public final Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, PluginContext context) {
        return Uni.createFrom().deferred(() -> {
            try {
                Given given = new Given(context.settings(), descriptor.id());
                return send(message, Mobile.of(recipient.address()), given, context);
            } catch (DeliveryException e) {
                return Uni.createFrom().failure(e);
            }
        });
    }

    /** Hands the message to the provider; may throw what it could also fail with. */
    abstract Uni<DeliveryReceipt> send(OutboundMessage message, Mobile to, Given given, PluginContext context);
}
