package io.opencoc.kernel.plugin;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Recipient;
import io.opencoc.api.Settings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One notification channel and its guard. Safe for use by many threads. */
public final class NotificationChannelRuntime {
    private final PluginExtension<NotificationChannel> channel;
    private final ContactMethod contactMethod;
    private final int messagesPerMinute;
    private final LentContext.Ports ports;
    private final Vertx vertx;
    private final CallLog calls;
    private final @Nullable ForeignPool pool;
    private final CallQueue queue;
    private final Duration timeout;
    private final PluginUse use;
    private final Supplier<@Nullable NotificationChannelRuntime> current;

    NotificationChannelRuntime(
            PluginExtension<NotificationChannel> channel,
            ContactMethod contactMethod,
            int messagesPerMinute,
            LentContext.Ports ports,
            Vertx vertx,
            CallLog calls,
            @Nullable ForeignPool pool,
            PluginLimits limits,
            PluginUse use,
            Supplier<@Nullable NotificationChannelRuntime> current) {
        this.channel = channel;
        this.contactMethod = contactMethod;
        this.messagesPerMinute = messagesPerMinute;
        this.ports = ports;
        this.vertx = vertx;
        this.calls = calls;
        this.pool = pool;
        this.queue = new CallQueue(limits.sendsAtOnce(), limits.sendsWaiting());
        this.timeout = limits.sendTimeout();
        this.use = use;
        this.current = current;
    }

    public Descriptor descriptor() {
        return channel.descriptor();
    }

    public ContactMethod contactMethod() {
        return contactMethod;
    }

    /** How many messages one address takes in a minute; 0 for no limit. */
    public int messagesPerMinute() {
        return messagesPerMinute;
    }

    public String pluginId() {
        return channel.pluginId();
    }

    public boolean bundled() {
        return channel.bundled();
    }

    /**
     * Hands a message to the channel, at once or when it is its turn; the time-out runs from then. The result arrives on the caller's
     * Vert.x context.
     *
     * @param settings of the channel, valid, secrets in clear
     * @return fails with {@link DeliveryException} only: a channel that is busy or switched off says when to come back, its defects
     *     and time-outs may be retried
     */
    public Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, Settings settings) {
        return Uni.createFrom().deferred(() -> {
            NotificationChannelRuntime runtime = this;
            while (!runtime.use.enter()) {
                NotificationChannelRuntime next = current.get();
                if (next == null || next == runtime) {
                    return Uni.createFrom()
                            .failure(DeliveryException.throttled(
                                    calls.name() + " has been removed or disabled", Duration.ofMinutes(1)));
                }
                runtime = next;
            }
            return runtime.held(message, recipient, settings);
        });
    }

    private Uni<DeliveryReceipt> held(OutboundMessage message, Recipient recipient, Settings settings) {
        calls.begun();
        return admitted(message, recipient, settings).onTermination().invoke(() -> {
            calls.ended();
            use.exit();
        });
    }

    private Uni<DeliveryReceipt> admitted(OutboundMessage message, Recipient recipient, Settings settings) {
        return Uni.createFrom().emitter(emitter -> {
            Duration off = calls.admit();
            if (off != null) {
                calls.turnedAway();
                emitter.fail(DeliveryException.throttled(
                        calls.name() + " is switched off for " + off.toSeconds() + " s after repeated failures", off));
                return;
            }
            LentContext context = new LentContext(settings, channel.descriptor(), channel.pluginId(), ports);
            ChannelCall call = new ChannelCall(vertx, calls, queue, timeout, channel.loader(), () -> channel.extension()
                    .send(message, recipient, context));
            call.future().onComplete(emitter::complete, emitter::fail);
            emitter.onTermination(call::cancel);
            if (!queue.start(() -> call.start(pool))) {
                calls.noRoom();
                call.refuse(DeliveryException.throttled(
                        calls.name() + " is busy: too many messages wait", Duration.ofSeconds(5)));
            }
        });
    }

    /** What this version's calls came to. */
    public ExtensionHealth health() {
        return calls.health();
    }
}
