package io.opencoc.kernel.plugin;

import io.opencoc.api.Descriptor;
import io.opencoc.api.HttpPort;
import io.opencoc.api.MailPort;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an extension is lent for one call. */
record LentContext(Settings settings, Descriptor descriptor, String pluginId, Ports ports) implements PluginContext {

    /** What is the same for all. */
    record Ports(HttpPort http, MailPort mail, Clock clock) {}

    @Override
    public HttpPort http() {
        return ports.http();
    }

    @Override
    public MailPort mail() {
        return ports.mail();
    }

    @Override
    public Clock clock() {
        return ports.clock();
    }

    @Override
    public Logger logger() {
        List<String> secrets = descriptor.secretSettings().stream()
                .map(settings::text)
                .filter(Objects::nonNull)
                .toList();
        return new MaskingLogger(LoggerFactory.getLogger("plugin." + pluginId), secrets);
    }
}
