package io.opencoc.kernel.plugin;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.ContactMethod;
import io.opencoc.api.Descriptor;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OpencocPlugin;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;

/** What PF4J starts and stops: creates the plug-in's entry class, asks it once what it brings, and closes it. */
final class EntryPlugin extends Plugin {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_PER_MINUTE = 10_000;

    private final PluginDescriptor manifest;
    private final String className;
    private final ClassLoader loader;
    private @Nullable OpencocPlugin entry;
    private Map<Descriptor, AlarmSource> sources = Map.of();
    private Map<Descriptor, Channel> channels = Map.of();

    /** A channel and what it takes, asked once. */
    record Channel(NotificationChannel channel, ContactMethod contactMethod, int messagesPerMinute) {}

    EntryPlugin(PluginWrapper wrapper) {
        this.manifest = wrapper.getDescriptor();
        this.className = manifest.getPluginClass();
        this.loader = wrapper.getPluginClassLoader();
    }

    PluginDescriptor manifest() {
        return manifest;
    }

    ClassLoader loader() {
        return loader;
    }

    /** The alarm sources by what they say of themselves. */
    Map<Descriptor, AlarmSource> sources() {
        return sources;
    }

    /** The notification channels by what they say of themselves. */
    Map<Descriptor, Channel> channels() {
        return channels;
    }

    @Override
    public void start() {
        OpencocPlugin created = ForeignCode.within(PATIENCE, loader, "creating " + className, this::create);
        entry = created;
        try {
            ForeignCode.within(PATIENCE, loader, "asking " + className, () -> {
                sources = described(created.alarmSources(), AlarmSource::descriptor, source -> source);
                channels = described(
                        created.notificationChannels(),
                        NotificationChannel::descriptor,
                        channel -> new Channel(
                                channel,
                                Objects.requireNonNull(channel.contactMethod(), "contactMethod() returned null"),
                                perMinute(channel.messagesPerMinute())));
                return true;
            });
        } catch (PluginRuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public void stop() {
        OpencocPlugin closing = entry;
        entry = null;
        if (closing != null) {
            ForeignCode.within(PATIENCE, loader, "closing " + className, () -> {
                closing.close();
                return true;
            });
        }
    }

    private static int perMinute(int messages) {
        if (messages < 0 || messages > MOST_PER_MINUTE) {
            throw new PluginRuntimeException(
                    "messagesPerMinute() returned " + messages + ", which is not 0 to " + MOST_PER_MINUTE);
        }
        return messages;
    }

    private OpencocPlugin create() throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw new PluginRuntimeException("class " + className + " is not in the jar");
        }
        if (!OpencocPlugin.class.isAssignableFrom(type)) {
            throw new PluginRuntimeException(
                    "class " + className + " does not implement " + OpencocPlugin.class.getName());
        }
        return (OpencocPlugin) type.getConstructor().newInstance();
    }

    private static <E, T> Map<Descriptor, T> described(
            List<E> extensions, Function<E, Descriptor> ask, Function<E, T> asked) {
        Map<Descriptor, T> byDescriptor = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (E extension : extensions) {
            Objects.requireNonNull(extension, "an extension is null");
            Descriptor descriptor = Objects.requireNonNull(ask.apply(extension), "descriptor() returned null");
            if (!ids.add(descriptor.id())) {
                throw new PluginRuntimeException("it brings '" + descriptor.id() + "' twice");
            }
            byDescriptor.put(descriptor, asked.apply(extension));
        }
        return byDescriptor;
    }
}
