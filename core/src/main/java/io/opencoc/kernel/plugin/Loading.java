package io.opencoc.kernel.plugin;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.NotificationChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes a loaded plug-in of a jar: its classes, its entry, and a guard around each extension. */
final class Loading {
    private final PluginHost.Server server;
    private final Extensions extensions;

    Loading(PluginHost.Server server, Extensions extensions) {
        this.server = server;
        this.extensions = extensions;
    }

    /**
     * Loads a jar that has no problem so far; it does not serve yet.
     *
     * @throws RuntimeException with the reason; then nothing of it stays loaded
     */
    LoadedPlugin load(InspectedJar jar) {
        String id = Objects.requireNonNull(jar.manifest().id());
        JarPluginManager manager = new JarPluginManager(Objects.requireNonNull(jar.copy()));
        EntryPlugin plugin = manager.open(Objects.requireNonNull(jar.copy()));
        try {
            extensions.refuseTaken(plugin, id);
            return new Guards(jar, id, plugin).loaded(manager);
        } catch (RuntimeException e) {
            LoadedPlugin.close(manager, id);
            throw e;
        }
    }

    /** What is put around one plug-in's extensions. */
    private final class Guards {
        private final InspectedJar jar;
        private final String id;
        private final EntryPlugin plugin;
        private final PluginUse use = new PluginUse();
        private final List<CallLog> calls = new ArrayList<>();
        private final List<ForeignPool> pools = new ArrayList<>();

        Guards(InspectedJar jar, String id, EntryPlugin plugin) {
            this.jar = jar;
            this.id = id;
            this.plugin = plugin;
        }

        LoadedPlugin loaded(JarPluginManager manager) {
            Map<String, AlarmSourceRuntime> sources = new LinkedHashMap<>();
            Map<String, NotificationChannelRuntime> channels = new LinkedHashMap<>();
            plugin.sources()
                    .forEach((descriptor, source) -> sources.put(
                            descriptor.id(),
                            source(new PluginExtension<>(source, descriptor, id, jar.bundled(), plugin.loader()))));
            plugin.channels()
                    .forEach((descriptor, channel) -> channels.put(
                            descriptor.id(),
                            channel(
                                    new PluginExtension<>(
                                            channel.channel(), descriptor, id, jar.bundled(), plugin.loader()),
                                    channel)));
            return new LoadedPlugin(
                    jar,
                    id,
                    manager,
                    sources,
                    channels,
                    calls,
                    pools,
                    use,
                    server.clock().instant());
        }

        private AlarmSourceRuntime source(PluginExtension<AlarmSource> source) {
            // a bundled source is not tripped: one sender's poison must not silence everybody else's alarms
            int failuresToTrip = source.bundled() ? 0 : server.limits().failuresToTrip();
            String name = source.descriptor().id();
            return new AlarmSourceRuntime(
                    source,
                    calls("source", source, failuresToTrip),
                    pool("source", source),
                    ports(),
                    use,
                    () -> extensions.sources().get(name));
        }

        private NotificationChannelRuntime channel(
                PluginExtension<NotificationChannel> channel, EntryPlugin.Channel asked) {
            String name = channel.descriptor().id();
            return new NotificationChannelRuntime(
                    channel,
                    asked.contactMethod(),
                    asked.messagesPerMinute(),
                    ports(),
                    server.vertx(),
                    calls("channel", channel, server.limits().failuresToTrip()),
                    pool("channel", channel),
                    server.limits(),
                    use,
                    () -> extensions.channels().get(name));
        }

        private LentContext.Ports ports() {
            return new LentContext.Ports(server.http(), server.mail(), server.clock());
        }

        private CallLog calls(String kind, PluginExtension<?> extension, int failuresToTrip) {
            CallLog log = new CallLog(
                    kind, extension, failuresToTrip, server.limits().tripped(), server.clock(), server.meters());
            calls.add(log);
            return log;
        }

        private @org.jspecify.annotations.Nullable ForeignPool pool(String kind, PluginExtension<?> extension) {
            if (extension.bundled()) {
                return null;
            }
            PluginLimits limits = server.limits();
            ForeignPool pool = new ForeignPool(
                    server.vertx(),
                    kind + "-" + extension.descriptor().id(),
                    limits.parseThreads(),
                    limits.parseWaiting(),
                    limits.parseTimeout(),
                    use);
            pools.add(pool);
            return pool;
        }
    }
}
