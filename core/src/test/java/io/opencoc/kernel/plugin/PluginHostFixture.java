package io.opencoc.kernel.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.OutboundMessage;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A host over a temporary folder, with a clock that stands until it is moved. */
final class PluginHostFixture implements AutoCloseable {
    static final PluginLimits LIMITS =
            new PluginLimits(Duration.ofSeconds(1), 2, 3, Duration.ofMillis(300), 2, 2, 3, Duration.ofMinutes(1));

    final Path folder;
    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T00:00:00Z"));

    @Nullable
    PluginHost host;

    PluginHostFixture(Path folder) {
        this.folder = folder;
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    /** Puts a jar where bundled plug-ins come from, and its line in the index. */
    void bundle(PluginJar plugin, String name) throws Exception {
        Path jar = plugin.write(folder.resolve("classes/bundled-plugins").resolve(name));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        index(name + " " + HexFormat.of().formatHex(hash));
    }

    void index(String line) throws IOException {
        Path index = folder.resolve("classes/" + BundledPlugins.INDEX);
        Files.createDirectories(index.getParent());
        String before = Files.exists(index) ? Files.readString(index) : "";
        Files.writeString(index, before + line + "\n");
    }

    PluginHost start() throws IOException {
        ClassLoader bundledFrom =
                new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, null);
        PluginHost.Server server = new PluginHost.Server(
                vertx,
                meters,
                new OutboundHttp(vertx, new AddressGuard(vertx, AddressGuard.Rule.PLUGINS, List.of())),
                (mailServer, mail) -> Uni.createFrom().failure(DeliveryException.permanent("no mail here")),
                new MovableClock(),
                LIMITS);
        PluginHost started = PluginHost.start(server, bundledFrom, folder.resolve("work"), plugins());
        host = started;
        return started;
    }

    static InboundRequest request(String body) {
        return new Request(body.getBytes(UTF_8));
    }

    static OutboundMessage message(String subject) {
        return new OutboundMessage("m-1", 1, subject, "text", List.of(), null, "en");
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        PluginHost started = host;
        if (started != null) {
            started.close();
        }
        vertx.close().await();
    }

    private final class MovableClock extends Clock {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record Request(byte[] body) implements InboundRequest {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public @Nullable String query(String name) {
            return null;
        }

        @Override
        public JsonReader json() {
            return new JacksonJsonReader(body);
        }

        @Override
        public Instant receivedAt() {
            return Instant.EPOCH;
        }
    }
}
