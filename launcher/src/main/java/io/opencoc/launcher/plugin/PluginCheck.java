package io.opencoc.launcher.plugin;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.api.DeliveryException;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.opencoc.kernel.plugin.JarTrust;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.plugin.PluginLimits;
import io.opencoc.kernel.plugin.PluginReport;
import io.opencoc.launcher.log.Logging;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Loads one plug-in as a server would, alone, and asks it what the contract demands. */
public final class PluginCheck {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private PluginCheck() {}

    /** Prints what was found; gives whether nothing is wrong. Blocks. */
    public static boolean run(Path jar, PrintStream out) throws IOException {
        Logging.configure(false, "error");
        Path folder = Files.createTempDirectory("coc-verify");
        Vertx vertx = Vertx.vertx();
        try {
            Path plugins = Files.createDirectories(folder.resolve("plugins"));
            Files.copy(jar, plugins.resolve("plugin.jar"));
            List<String> wrong = check(vertx, folder, plugins, out);
            wrong.forEach(problem -> out.println("WRONG  " + problem));
            out.println(
                    wrong.isEmpty() ? "Nothing is wrong with " + jar : wrong.size() + " things are wrong with " + jar);
            return wrong.isEmpty();
        } finally {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(CLOSING.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(e -> null)
                    .join();
            remove(folder);
        }
    }

    private static List<String> check(Vertx vertx, Path folder, Path plugins, PrintStream out) throws IOException {
        PluginHost.Server server = new PluginHost.Server(
                vertx,
                new SimpleMeterRegistry(),
                new OutboundHttp(vertx, new AddressGuard(vertx, AddressGuard.Rule.PLUGINS, List.of())),
                (to, mail) -> Uni.createFrom().failure(DeliveryException.permanent("nothing is sent here")),
                Clock.systemUTC(),
                PluginLimits.DEFAULT);
        PluginHost.Folders folders = new PluginHost.Folders(folder.resolve("work"), plugins, JarTrust.NOBODY);
        List<String> wrong = new ArrayList<>();
        try (PluginHost host = PluginHost.start(server, new ClassLoader(null) {}, folders)) {
            host.open(Set.of());
            PluginReport report = host.reports().getFirst();
            out.printf(
                    "plug-in %s %s, for API %s (this is %s)%n",
                    report.id(), report.manifest().version(), report.manifest().requires(), PluginHost.API_VERSION);
            if (!report.loaded()) {
                wrong.add(String.valueOf(report.problem()));
                return wrong;
            }
            if (report.extensions().isEmpty()) {
                wrong.add("it brings nothing: no alarm source and no notification channel");
            }
            ExtensionChecks checks = new ExtensionChecks(out, wrong);
            host.alarmSources().values().forEach(checks::source);
            host.notificationChannels().values().forEach(checks::channel);
        }
        return wrong;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
