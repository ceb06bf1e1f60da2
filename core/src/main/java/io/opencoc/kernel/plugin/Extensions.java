package io.opencoc.kernel.plugin;

import io.opencoc.api.Descriptor;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pf4j.PluginRuntimeException;

/** What serves now, by the id of the descriptor: looked up anew for each call. One thread changes it, all read. */
final class Extensions {
    private final Map<String, AlarmSourceRuntime> sources = new ConcurrentHashMap<>();
    private final Map<String, NotificationChannelRuntime> channels = new ConcurrentHashMap<>();
    private final Map<String, AlarmSourceRuntime> sourcesSeen = Collections.unmodifiableMap(sources);
    private final Map<String, NotificationChannelRuntime> channelsSeen = Collections.unmodifiableMap(channels);

    /** An extension of this id is another plug-in's. */
    static final class Taken extends PluginRuntimeException {
        private static final long serialVersionUID = 1L;

        Taken(String message) {
            super(message);
        }
    }

    Map<String, AlarmSourceRuntime> sources() {
        return sourcesSeen;
    }

    Map<String, NotificationChannelRuntime> channels() {
        return channelsSeen;
    }

    /** Refuses a plug-in whose extensions are another's already. */
    void refuseTaken(EntryPlugin plugin, String pluginId) {
        for (Descriptor descriptor : plugin.sources().keySet()) {
            AlarmSourceRuntime other = sources.get(descriptor.id());
            if (other != null && !other.pluginId().equals(pluginId)) {
                throw taken("alarm source", descriptor, other.pluginId());
            }
        }
        for (Descriptor descriptor : plugin.channels().keySet()) {
            NotificationChannelRuntime other = channels.get(descriptor.id());
            if (other != null && !other.pluginId().equals(pluginId)) {
                throw taken("notification channel", descriptor, other.pluginId());
            }
        }
    }

    private static Taken taken(String kind, Descriptor descriptor, String by) {
        return new Taken("another plug-in brings the " + kind + " '" + descriptor.id() + "' already: " + by);
    }

    /** Lets a plug-in serve, in place of the version that served before. */
    void put(LoadedPlugin plugin) {
        sources.putAll(plugin.sources());
        channels.putAll(plugin.channels());
    }

    /** Takes out what still is of this version. */
    void remove(LoadedPlugin plugin) {
        plugin.sources().forEach(sources::remove);
        plugin.channels().forEach(channels::remove);
    }
}
