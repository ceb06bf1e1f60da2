package io.opencoc.plugin.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.plugin.PluginLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is built, behind the server's class loader. */
class PackagedPluginIT {

    @Test
    void theHostLoadsItAndItReadsARealRequest(@TempDir Path folder) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        try (var jars = Files.newDirectoryStream(Path.of("target"), "alarm-prometheus-*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Vertx vertx = Vertx.vertx();
        PluginHost.Server server = new PluginHost.Server(
                vertx,
                new SimpleMeterRegistry(),
                new OutboundHttp(vertx, new AddressGuard(vertx, AddressGuard.Rule.PLUGINS, List.of())),
                (to, mail) -> Uni.createFrom().failure(DeliveryException.permanent("none")),
                Clock.systemUTC(),
                PluginLimits.DEFAULT);
        try (PluginHost host = PluginHost.start(server, new ClassLoader(null) {}, folder.resolve("work"), plugins)) {
            assertTrue(host.reports().get(0).loaded(), host.reports().toString());
            AlarmSourceRuntime source =
                    Objects.requireNonNull(host.alarmSources().get("prometheus"));
            byte[] body = Requests.resource("webhook-firing.json").getBytes(UTF_8);
            assertEquals(
                    "dd6b607df7d3ef16",
                    Requests.only(source.parse(RecordedRequest.post("", body, JacksonJsonReader::new))
                                    .await()
                                    .atMost(Duration.ofSeconds(20)))
                            .fingerprint());
        } finally {
            vertx.close().await();
        }
    }
}
