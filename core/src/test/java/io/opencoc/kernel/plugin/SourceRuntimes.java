package io.opencoc.kernel.plugin;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.api.AlarmSource;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.HttpPort;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Guards around sources that a test has written, as if they were bundled. */
public final class SourceRuntimes {
    private SourceRuntimes() {}

    public static AlarmSourceRuntime bundled(AlarmSource source, HttpPort http, Clock clock) {
        PluginExtension<AlarmSource> extension = new PluginExtension<>(
                source,
                source.descriptor(),
                "test",
                true,
                Objects.requireNonNull(source.getClass().getClassLoader()));
        return new AlarmSourceRuntime(
                extension,
                new CallLog("source", extension, 0, Duration.ofMinutes(1), clock, new SimpleMeterRegistry()),
                null,
                new LentContext.Ports(
                        http,
                        (server, mail) -> Uni.createFrom().failure(DeliveryException.permanent("no mail")),
                        clock),
                new PluginUse(),
                () -> null);
    }
}
