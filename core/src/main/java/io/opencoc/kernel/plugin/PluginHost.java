package io.opencoc.kernel.plugin;

import io.micrometer.core.instrument.MeterRegistry;
import io.opencoc.api.AlarmSource;
import io.opencoc.api.Descriptor;
import io.opencoc.api.HttpPort;
import io.opencoc.api.MailPort;
import io.opencoc.api.NotificationChannel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plug-ins of this server. Loaded once at start; what is loaded does not change until {@link #close}. A jar that cannot be used is
 * reported with its reason and hurts nobody.
 *
 * <p>Threading: {@link #start} and {@link #close} block and belong on a worker thread; the rest may be called from any thread.
 */
public final class PluginHost implements AutoCloseable {
    /** The version of {@code io.opencoc.api}, which {@code Plugin-Requires} is checked against. */
    public static final String API_VERSION = "1.0.0";

    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

    private final Server server;
    private final JarPluginManager manager;
    private final List<PluginReport> reports = new ArrayList<>();
    private final Map<String, AlarmSourceRuntime> sources = new LinkedHashMap<>();
    private final Map<String, NotificationChannelRuntime> channels = new LinkedHashMap<>();
    private final List<ForeignPool> pools = new ArrayList<>();

    /** What the host takes from the server. */
    public record Server(
            Vertx vertx, MeterRegistry meters, HttpPort http, MailPort mail, Clock clock, PluginLimits limits) {}

    private PluginHost(Server server, Path folder) {
        this.server = server;
        this.manager = new JarPluginManager(folder);
    }

    /**
     * Loads the plug-ins: the bundled ones, then those in a folder, by name.
     *
     * @param server what plug-ins are lent and held to
     * @param bundledFrom whose resources hold the bundled plug-ins
     * @param workFolder the host's own, for unpacked jars; made if absent
     * @param pluginsFolder with further jars; null or absent for none
     * @throws IOException if the work folder cannot be used
     */
    public static PluginHost start(
            Server server, ClassLoader bundledFrom, Path workFolder, @Nullable Path pluginsFolder) throws IOException {
        Path unpacked = workFolder.resolve("bundled-plugins");
        PluginHost host = new PluginHost(server, unpacked);
        for (BundledPlugins.Unpacked plugin : BundledPlugins.unpack(bundledFrom, unpacked)) {
            Path jar = plugin.jar();
            if (jar == null) {
                host.report(PluginReport.failed(plugin.name(), true, plugin.problem()));
            } else {
                host.load(plugin.name(), jar, true);
            }
        }
        if (pluginsFolder != null && Files.isDirectory(pluginsFolder)) {
            for (Path jar : jars(pluginsFolder)) {
                host.load(jar.getFileName().toString(), jar, false);
            }
        }
        return host;
    }

    /** What became of each jar, in the order of loading. */
    public List<PluginReport> reports() {
        return Collections.unmodifiableList(reports);
    }

    /** The alarm sources by the id of their descriptor. */
    public Map<String, AlarmSourceRuntime> alarmSources() {
        return Collections.unmodifiableMap(sources);
    }

    /** The notification channels by the id of their descriptor. */
    public Map<String, NotificationChannelRuntime> notificationChannels() {
        return Collections.unmodifiableMap(channels);
    }

    /** Closes the plug-ins, last one first, and their class loaders. */
    @Override
    public void close() {
        for (PluginReport report : reports.reversed()) {
            if (report.loaded() && report.id() != null) {
                unload(report.id());
            }
        }
        pools.forEach(ForeignPool::close);
    }

    private void load(String file, Path jar, boolean bundled) {
        try {
            EntryPlugin plugin = manager.open(jar);
            PluginDescriptor manifest = plugin.manifest();
            try {
                add(plugin, bundled);
            } catch (RuntimeException e) {
                unload(manifest.getPluginId());
                throw e;
            }
            report(new PluginReport(
                    file,
                    bundled,
                    manifest.getPluginId(),
                    manifest.getVersion(),
                    manifest.getProvider(),
                    null,
                    plugin.sources().keySet().stream().map(Descriptor::id).toList(),
                    plugin.channels().keySet().stream().map(Descriptor::id).toList()));
        } catch (RuntimeException | LinkageError e) {
            report(PluginReport.failed(file, bundled, ForeignCode.reason(e)));
        }
    }

    private void add(EntryPlugin plugin, boolean bundled) {
        plugin.sources().keySet().forEach(d -> refuseTaken("alarm source", d, sources));
        plugin.channels().keySet().forEach(d -> refuseTaken("notification channel", d, channels));
        String pluginId = plugin.manifest().getPluginId();
        plugin.sources()
                .forEach((descriptor, source) -> sources.put(
                        descriptor.id(),
                        source(new PluginExtension<>(source, descriptor, pluginId, bundled, plugin.loader()))));
        plugin.channels()
                .forEach((descriptor, channel) -> channels.put(
                        descriptor.id(),
                        channel(
                                new PluginExtension<>(
                                        channel.channel(), descriptor, pluginId, bundled, plugin.loader()),
                                channel)));
    }

    private AlarmSourceRuntime source(PluginExtension<AlarmSource> source) {
        PluginLimits limits = server.limits();
        // a bundled source is not tripped: one sender's poison must not silence everybody else's alarms
        int failuresToTrip = source.bundled() ? 0 : limits.failuresToTrip();
        return new AlarmSourceRuntime(
                source,
                calls("source", source, failuresToTrip),
                source.bundled() ? null : pool("source", source),
                ports());
    }

    private NotificationChannelRuntime channel(
            PluginExtension<NotificationChannel> channel, EntryPlugin.Channel asked) {
        return new NotificationChannelRuntime(
                channel,
                asked.contactMethod(),
                asked.messagesPerMinute(),
                ports(),
                server.vertx(),
                calls("channel", channel, server.limits().failuresToTrip()),
                channel.bundled() ? null : pool("channel", channel),
                server.limits());
    }

    private LentContext.Ports ports() {
        return new LentContext.Ports(server.http(), server.mail(), server.clock());
    }

    private CallLog calls(String kind, PluginExtension<?> extension, int failuresToTrip) {
        return new CallLog(kind, extension, failuresToTrip, server.limits().tripped(), server.clock(), server.meters());
    }

    private ForeignPool pool(String kind, PluginExtension<?> extension) {
        PluginLimits limits = server.limits();
        ForeignPool pool = new ForeignPool(
                server.vertx(),
                kind + "-" + extension.descriptor().id(),
                limits.parseThreads(),
                limits.parseWaiting(),
                limits.parseTimeout());
        pools.add(pool);
        return pool;
    }

    private static void refuseTaken(String kind, Descriptor descriptor, Map<String, ?> taken) {
        if (taken.containsKey(descriptor.id())) {
            throw new PluginRuntimeException(
                    "another plug-in brings the " + kind + " '" + descriptor.id() + "' already");
        }
    }

    private void unload(String pluginId) {
        try {
            manager.unloadPlugin(pluginId);
        } catch (RuntimeException e) {
            log.warn("plug-in {} did not end well: {}", pluginId, ForeignCode.reason(e));
        }
    }

    private void report(PluginReport report) {
        reports.add(report);
        if (report.loaded()) {
            log.info(
                    "plug-in {} {} brings alarm sources {}, notification channels {}",
                    report.id(),
                    report.version(),
                    report.alarmSources(),
                    report.notificationChannels());
        } else {
            log.warn("plug-in {} is not loaded: {}", report.file(), report.problem());
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }
}
