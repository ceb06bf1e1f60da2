package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Recipient;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel that keeps what it got and answers by script; it refuses what a real provider would. */
final class FakeChannel implements Channels.Entry {
    static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["host"],"properties":{
              "host":{"type":"string","minLength":1},"port":{"type":"integer","minimum":1,"maximum":65535},
              "relay":{"type":"string","default":"own","x-destination":true},
              "password":{"type":"string"},"token":{"type":"string"}}}""";

    /** What arrived. */
    record Arrived(Instant at, OutboundMessage message, Recipient recipient, String host, String password) {}

    private final String id;
    private final ContactMethod method;
    final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile int messagesPerMinute;
    volatile Clock clock = Clock.systemUTC();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final Map<String, Queue<Uni<DeliveryReceipt>>> scripts = new ConcurrentHashMap<>();

    FakeChannel(String id, ContactMethod method) {
        this.id = id;
        this.method = method;
    }

    /** The next answers to messages to this address; afterwards all are taken. */
    void script(String address, List<Uni<DeliveryReceipt>> answers) {
        scripts.put(address, new ConcurrentLinkedQueue<>(answers));
    }

    static Uni<DeliveryReceipt> refuses(DeliveryException e) {
        return Uni.createFrom().failure(e);
    }

    List<Arrived> to(String address) {
        return arrived.stream()
                .filter(a -> a.recipient.address().equals(address))
                .toList();
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                id, new Text("Mail", "邮件"), new Text("Sends.", "发送。"), SCHEMA, Set.of("password", "token"));
    }

    @Override
    public String pluginId() {
        return "fake";
    }

    @Override
    public ContactMethod contactMethod() {
        return method;
    }

    @Override
    public int messagesPerMinute() {
        return messagesPerMinute;
    }

    @Override
    public Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, Settings settings) {
        if (message.subject().contains("\n") || recipient.address().chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("a header with a line break: " + message + recipient);
        }
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        arrived.add(new Arrived(clock.instant(), message, recipient, settings.text("host"), settings.text("password")));
        Queue<Uni<DeliveryReceipt>> script = scripts.get(recipient.address());
        Uni<DeliveryReceipt> next = script == null ? null : script.poll();
        return (next == null ? Uni.createFrom().item(new DeliveryReceipt("1", "250 queued")) : next)
                .onTermination()
                .invoke(() -> atOnce.decrementAndGet());
    }
}
