package io.opencoc.launcher.app;

import io.opencoc.kernel.mail.VertxMailPort;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.opencoc.kernel.plugin.JarTrust;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.plugin.PluginLimits;
import io.opencoc.launcher.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;

/** The plug-ins, and what they are lent. */
record Plugins(PluginHost host, VertxMailPort mail) implements AutoCloseable {

    /** Loads the bundled ones; blocks for a moment. The others are loaded when it is known which are disabled. */
    static Plugins start(Telemetry telemetry, Settings settings) {
        Clock clock = Clock.systemUTC();
        VertxMailPort mail = new VertxMailPort(telemetry.vertx(), clock, VertxMailPort.Timeouts.DEFAULT);
        AddressGuard guard = new AddressGuard(
                telemetry.vertx(), AddressGuard.Rule.PLUGINS, settings.plugins().allowedHosts());
        PluginHost.Server server = new PluginHost.Server(
                telemetry.vertx(),
                telemetry.meters(),
                new OutboundHttp(telemetry.vertx(), guard),
                mail,
                clock,
                PluginLimits.DEFAULT);
        try {
            return new Plugins(
                    PluginHost.start(
                            server,
                            Plugins.class.getClassLoader(),
                            new PluginHost.Folders(
                                    settings.data(), settings.plugins().folder(), trust(settings.plugins()))),
                    mail);
        } catch (IOException e) {
            throw new UncheckedIOException("The plug-ins cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static JarTrust trust(Settings.Plugins settings) {
        try {
            return JarTrust.read(settings.requireSigned(), settings.trustedKeys());
        } catch (IOException e) {
            throw new UncheckedIOException("plugins.trustedKeys: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        host.close();
        mail.close();
    }
}
