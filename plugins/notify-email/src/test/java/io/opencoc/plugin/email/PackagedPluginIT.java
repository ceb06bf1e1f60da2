package io.opencoc.plugin.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Recipient;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.opencoc.kernel.plugin.NotificationChannelRuntime;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.plugin.PluginLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, behind the server's class loader. */
class PackagedPluginIT {

    @Test
    void theHostLoadsItAndItSends(@TempDir Path folder) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        try (var jars = Files.newDirectoryStream(Path.of("target"), "notify-email-*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Vertx vertx = Vertx.vertx();
        PluginHost.Server server = new PluginHost.Server(
                vertx,
                new SimpleMeterRegistry(),
                new OutboundHttp(vertx, new AddressGuard(vertx, AddressGuard.Rule.PLUGINS, List.of())),
                (to, mail) -> Uni.createFrom().item(new DeliveryReceipt(mail.messageId(), "250 " + mail.subject())),
                Clock.systemUTC(),
                PluginLimits.DEFAULT);
        try (PluginHost host = PluginHost.start(server, new ClassLoader(null) {}, folder.resolve("work"), plugins)) {
            assertTrue(host.reports().get(0).loaded(), host.reports().toString());
            NotificationChannelRuntime channel =
                    Objects.requireNonNull(host.notificationChannels().get("email"));
            OutboundMessage message = new OutboundMessage("n-1", 1, "HostHighCpu", "text", List.of(), null, "en");
            Map<String, String> settings = Map.of("host", "smtp.example.com", "from", "ops@example.com");
            DeliveryReceipt receipt = channel.send(message, new Recipient("Ann", "ann@example.com"), settings::get)
                    .await()
                    .atMost(Duration.ofSeconds(20));
            assertEquals("250 HostHighCpu", receipt.answer());
        } finally {
            vertx.close().await();
        }
    }
}
