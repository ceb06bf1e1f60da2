package io.opencoc.notification;

import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Recipient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is handed to a channel at once: a delivery, or several of one tenant for one address as a digest.
 *
 * @param deliveries at least one
 */
record Call(List<Leased> deliveries) {

    /** The calls of what was leased, in its order. */
    static Collection<Call> of(List<Leased> leased) {
        Map<UUID, List<Leased>> together = new LinkedHashMap<>();
        for (Leased delivery : leased) {
            UUID key = delivery.call() == null ? delivery.id() : delivery.call();
            together.computeIfAbsent(key, k -> new java.util.ArrayList<>()).add(delivery);
        }
        return together.values().stream().map(Call::new).toList();
    }

    /** One of them: tenant, channel and address are all the same. */
    Leased any() {
        return deliveries.getFirst();
    }

    UUID tenant() {
        return any().tenant();
    }

    /** How many are one message; null when it is one alone. */
    @Nullable
    Integer digestOf() {
        return deliveries.size() == 1 ? null : deliveries.size();
    }

    /** The most that one of them was tried, with this try. */
    int tries() {
        return deliveries.stream().mapToInt(Leased::attempts).max().orElse(1);
    }

    OutboundMessage message(@Nullable String publicUrl) {
        return deliveries.size() == 1 ? any().message(publicUrl) : Digest.of(this, publicUrl);
    }

    Recipient recipient(String address) {
        return new Recipient(any().recipientName(), address);
    }
}
