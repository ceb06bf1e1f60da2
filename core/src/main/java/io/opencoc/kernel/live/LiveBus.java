package io.opencoc.kernel.live;

import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.outbox.DomainEvent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hints on the Vert.x event bus: what changed, and which events happened. They may be lost, never wrong; what must not be lost goes through
 * the outbox. Messages are texts, so that the bus may be clustered. Does not block; safe for all threads.
 */
public final class LiveBus {
    private static final String CHANGES = "coc.live";
    private static final String NONE = "-";
    private static final String ENDED = "coc.live.ended";

    private final Vertx vertx;

    /**
     * A thing of a topic changed.
     *
     * @param project the enterprise project that it belongs to; null for what belongs to the tenant as a whole
     */
    public record Change(
            UUID tenant, String topic, UUID id, @Nullable UUID project) {}

    public LiveBus(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Tells that a thing changed. */
    public void changed(UUID tenant, String topic, UUID id, @Nullable UUID project) {
        vertx.eventBus().publish(CHANGES, tenant + " " + id + " " + (project == null ? NONE : project) + " " + topic);
    }

    /** Tells that sessions or API tokens have ended before their time. */
    public void ended(Collection<UUID> credentials) {
        if (!credentials.isEmpty()) {
            vertx.eventBus()
                    .publish(ENDED, credentials.stream().map(UUID::toString).collect(Collectors.joining(" ")));
        }
    }

    /** Calls back for the sessions and API tokens that end before their time. */
    public MessageConsumer<String> onEnded(Consumer<Set<UUID>> consumer) {
        return vertx.eventBus()
                .<String>consumer(
                        ENDED,
                        m -> consumer.accept(Arrays.stream(m.body().split(" "))
                                .map(UUID::fromString)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /** Publishes an event under {@code coc.event.<type>}. */
    public void publish(UUID tenant, DomainEvent event) {
        vertx.eventBus().publish("coc.event." + event.type(), Json.write(event));
    }

    /** Calls back for each change, on the caller's context. */
    public MessageConsumer<String> onChange(Consumer<Change> consumer) {
        return vertx.eventBus().<String>consumer(CHANGES, m -> {
            String[] parts = m.body().split(" ", 4);
            UUID project = parts[2].equals(NONE) ? null : UUID.fromString(parts[2]);
            consumer.accept(new Change(UUID.fromString(parts[0]), parts[3], UUID.fromString(parts[1]), project));
        });
    }
}
