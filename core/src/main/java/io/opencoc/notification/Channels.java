package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Recipient;
import io.opencoc.api.Settings;
import io.opencoc.kernel.plugin.NotificationChannelRuntime;
import io.opencoc.kernel.plugin.PluginHost;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The installed channels, as they are at the time: plug-ins come and go. */
public interface Channels {

    /** One channel, behind its guard. */
    interface Entry {
        Descriptor descriptor();

        String pluginId();

        ContactMethod contactMethod();

        /** How many messages one address takes in a minute; 0 for no limit. */
        int messagesPerMinute();

        /**
         * Hands a message to the provider.
         *
         * @param settings in force, secrets in clear
         * @return fails with {@link io.opencoc.api.DeliveryException} when the message was not taken
         */
        Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, Settings settings);
    }

    /** All, by id. */
    List<Entry> all();

    default Optional<Entry> find(String id) {
        return all().stream().filter(c -> c.descriptor().id().equals(id)).findFirst();
    }

    /** How many messages one address takes in a minute, by the id of the channel; only of those that have a limit. */
    default Map<String, Integer> limits() {
        Map<String, Integer> limits = new TreeMap<>();
        all().stream()
                .filter(c -> c.messagesPerMinute() > 0)
                .forEach(c -> limits.put(c.descriptor().id(), c.messagesPerMinute()));
        return limits;
    }

    /** Those of the plug-ins. */
    static Channels of(PluginHost plugins) {
        record Plugin(NotificationChannelRuntime channel) implements Entry {
            @Override
            public Descriptor descriptor() {
                return channel.descriptor();
            }

            @Override
            public String pluginId() {
                return channel.pluginId();
            }

            @Override
            public ContactMethod contactMethod() {
                return channel.contactMethod();
            }

            @Override
            public int messagesPerMinute() {
                return channel.messagesPerMinute();
            }

            @Override
            public Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, Settings settings) {
                return channel.send(message, recipient, settings);
            }
        }
        return () -> plugins.notificationChannels().values().stream()
                .sorted(java.util.Comparator.comparing(c -> c.descriptor().id()))
                .<Entry>map(Plugin::new)
                .toList();
    }
}
