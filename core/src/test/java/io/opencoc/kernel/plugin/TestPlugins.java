package io.opencoc.kernel.plugin;

/** Source text of plug-ins for tests. */
final class TestPlugins {
    private TestPlugins() {}

    /** A source {@code probe}: reads lines like {@code class x.Y} and answers each with {@code visible} or {@code hidden}. */
    static PluginJar probe() {
        return PluginJar.of("probe", "probe.Probe").source("probe.Probe", PROBE);
    }

    /** A source whose {@code parse} does what the body names: {@code ok}, {@code throw}, {@code overflow}, {@code hang}, … */
    static PluginJar source(String pluginId, String sourceId) {
        return PluginJar.of(pluginId, "moody.Moody").source("moody.Moody", SOURCE.replace("SOURCE_ID", sourceId));
    }

    /** A channel whose {@code send} does what the subject names. */
    static PluginJar channel(String pluginId, String channelId) {
        return PluginJar.of(pluginId, "chatty.Chatty")
                .source("chatty.Chatty", CHANNEL.replace("CHANNEL_ID", channelId));
    }

    /** The same, which says that an address takes only so many messages a minute. */
    static PluginJar channel(String pluginId, String channelId, int perMinute) {
        return PluginJar.of(pluginId, "chatty.Chatty")
                .source(
                        "chatty.Chatty",
                        CHANNEL.replace("CHANNEL_ID", channelId)
                                .replace(
                                        "contactMethod()",
                                        "contactMethod() { return ContactMethod.MOBILE; }\n"
                                                + "public int messagesPerMinute() { return " + perMinute + "; }\n"
                                                + "private ContactMethod other()"));
    }

    private static final String PROBE = """
            package probe;
            import io.opencoc.api.*;
            import java.util.*;
            public class Probe implements OpencocPlugin, AlarmSource {
                public List<AlarmSource> alarmSources() { return List.of(this); }
                public Descriptor descriptor() { return Descriptor.of("probe", new Text("p", "p"), new Text("p", "p")); }
                public SampleRequest sample(IntegrationPoint p, String name, boolean firing) {
                    return new SampleRequest("", "text/plain", name);
                }
                public ParsedRequest parse(InboundRequest request) {
                    List<String> answers = new ArrayList<>();
                    for (String line : new String(request.body()).split("\\n")) {
                        String[] words = line.split(" ");
                        boolean seen;
                        try { seen = sees(words[0], words[1]); } catch (Exception e) { seen = false; }
                        answers.add(line + (seen ? " visible" : " hidden"));
                    }
                    return new ParsedRequest(List.of(), answers, Reply.OK);
                }
                private boolean sees(String kind, String name) throws Exception {
                    ClassLoader own = Probe.class.getClassLoader();
                    ClassLoader current = Thread.currentThread().getContextClassLoader();
                    return switch (kind) {
                        case "class" -> Class.forName(name, false, own) != null;
                        case "context-class" -> Class.forName(name, false, current) != null;
                        case "resource" -> own.getResource(name) != null || Probe.class.getResource("/" + name) != null
                            || own.getResourceAsStream(name) != null || current.getResource(name) != null;
                        case "resources" -> own.getResources(name).hasMoreElements()
                            || own.resources(name).findAny().isPresent() || current.getResources(name).hasMoreElements();
                        case "service" -> ServiceLoader.load(Class.forName(name)).findFirst().isPresent()
                            || ServiceLoader.load(Class.forName(name), own).findFirst().isPresent();
                        case "own" -> Class.forName(name, false, own).getClassLoader() == own;
                        default -> throw new IllegalArgumentException(kind);
                    };
                }
            }
            """;

    private static final String SOURCE = """
            package moody;
            import io.opencoc.api.*;
            import java.time.Instant;
            import java.util.*;
            public class Moody implements OpencocPlugin, AlarmSource {
                public List<AlarmSource> alarmSources() { return List.of(this); }
                public Descriptor descriptor() { return Descriptor.of("SOURCE_ID", new Text("m", "m"), new Text("m", "m")); }
                public SampleRequest sample(IntegrationPoint p, String name, boolean firing) { return null; }
                public void close() { System.setProperty("moody.closed.SOURCE_ID", "yes"); }
                private int deep(int n) { return n + deep(n + 1); }
                public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
                    switch (new String(request.body())) {
                        case "throw": throw new IllegalStateException("boom");
                        case "overflow": deep(0);
                        case "bad": throw new BadPayloadException("line 1: no");
                        case "hang": while (true) { Thread.onSpinWait(); if (Boolean.getBoolean("moody.free")) return null; }
                        case "null": return null;
                        default:
                            AlarmEvent alarm = AlarmEvent.builder("fp", "Name on " + Thread.currentThread().getName())
                                .startsAt(Instant.EPOCH).build();
                            return ParsedRequest.of(List.of(alarm));
                    }
                }
            }
            """;

    private static final String CHANNEL = """
            package chatty;
            import io.opencoc.api.*;
            import io.smallrye.mutiny.Uni;
            import java.util.*;
            public class Chatty implements OpencocPlugin, NotificationChannel {
                public List<NotificationChannel> notificationChannels() { return List.of(this); }
                public Descriptor descriptor() {
                    return new Descriptor("CHANNEL_ID", new Text("c", "c"), new Text("c", "c"), "{}", Set.of("token"));
                }
                public ContactMethod contactMethod() { return ContactMethod.WEBHOOK; }
                public Uni<DeliveryReceipt> send(OutboundMessage m, Recipient to, PluginContext context) {
                    switch (m.subject()) {
                        case "throw": throw new IllegalStateException("boom");
                        case "fail": return Uni.createFrom().failure(new IllegalStateException("boom"));
                        case "refuse": return Uni.createFrom().failure(DeliveryException.permanent("no such number"));
                        case "never": return Uni.createFrom().nothing();
                        case "block": while (!Boolean.getBoolean("moody.free")) { Thread.onSpinWait(); } return null;
                        case "null": return null;
                        case "nothing": return Uni.createFrom().nullItem();
                        default: return Uni.createFrom().item(new DeliveryReceipt("id", to.address() + " on "
                            + Thread.currentThread().getName()));
                    }
                }
            }
            """;
}
