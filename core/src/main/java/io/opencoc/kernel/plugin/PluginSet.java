package io.opencoc.kernel.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultVersionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which jars there are and which of them run. {@link #settle} makes what runs what is to run: of each id the newest version that can be loaded,
 * unless it is disabled; what ran goes on when the file that takes its place is broken. For one thread.
 */
final class PluginSet {
    private static final Logger log = LoggerFactory.getLogger(PluginSet.class);

    private final Loading loading;
    private final Extensions extensions;
    private final Retired retired;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, LoadedPlugin> running = new LinkedHashMap<>();
    private Set<String> disabled = Set.of();

    /** A file and what became of it. */
    private static final class Slot {
        final InspectedJar jar;
        /** Why it could not be loaded. */
        @Nullable
        String failure;
        /** Whether that may pass when another plug-in goes. */
        boolean taken;
        /** Why another file goes before it. */
        @Nullable
        String passedOver;

        Slot(InspectedJar jar) {
            this.jar = jar;
        }

        @Nullable
        String problem() {
            return jar.problem() != null ? jar.problem() : failure != null ? failure : passedOver;
        }
    }

    PluginSet(Loading loading, Extensions extensions, Retired retired) {
        this.loading = loading;
        this.extensions = extensions;
        this.retired = retired;
    }

    /** What is in the folder under this name; null if nothing. */
    @Nullable
    InspectedJar file(String name) {
        Slot slot = slots.get(name);
        return slot == null ? null : slot.jar;
    }

    /** Whether the jar of this name could not be loaded. */
    boolean hasFailed(String name) {
        Slot slot = slots.get(name);
        return slot != null && slot.failure != null;
    }

    /** All jars. */
    List<InspectedJar> files() {
        return slots.values().stream().map(s -> s.jar).toList();
    }

    /** A jar is there, or has another content. */
    void put(InspectedJar jar) {
        slots.put(key(jar), new Slot(jar));
        if (jar.problem() != null) {
            log.warn("plug-in {} is not loaded: {}", jar.file(), jar.problem());
        }
    }

    /** A bundled jar and one of the folder may have the same name. */
    private static String key(InspectedJar jar) {
        return jar.bundled() ? "/" + jar.file() : jar.file();
    }

    /** A jar of the folder is gone. */
    void remove(String file) {
        slots.remove(file);
    }

    /** Which plug-ins must not run. */
    void disable(Set<String> ids) {
        Set<String> enabled = new TreeSet<>(disabled);
        enabled.removeAll(ids);
        disabled = Set.copyOf(ids);
        // What failed is tried again when somebody says so.
        slots.values().stream()
                .filter(s -> enabled.contains(String.valueOf(s.jar.manifest().id())))
                .forEach(s -> s.failure = null);
    }

    boolean isDisabled(String id) {
        return disabled.contains(id);
    }

    /**
     * Loads a jar and lets it serve, as a candidate that is not in the folder yet.
     *
     * @throws RuntimeException with the reason; then what ran goes on
     */
    void replace(InspectedJar jar) {
        swap(loading.load(jar));
    }

    /** Lets run what is to run. */
    void settle() {
        boolean again = true;
        for (int i = 0; again && i < slots.size() + 1; i++) {
            again = pass();
        }
    }

    /** Whether something has gone that others may have waited for. */
    private boolean pass() {
        Set<String> ids = new TreeSet<>(running.keySet());
        List<String> inOrder = new ArrayList<>();
        slots.values().stream()
                .sorted(Comparator.comparing((Slot s) -> !s.jar.bundled()).thenComparing(s -> s.jar.file()))
                .map(s -> s.jar.manifest().id())
                .filter(Objects::nonNull)
                .forEach(inOrder::add);
        ids.removeAll(inOrder);
        boolean gone = false;
        // What is to go goes first: another may bring its extensions.
        for (String id : ids) {
            gone |= settle(id);
        }
        for (String id : new LinkedHashSet<>(inOrder)) {
            gone |= settle(id);
        }
        boolean waiting = false;
        for (Slot slot : slots.values()) {
            if (gone && slot.taken) {
                slot.taken = false;
                slot.failure = null;
                waiting = true;
            }
        }
        return waiting;
    }

    /** Whether a plug-in of this id went and none came. */
    private boolean settle(String id) {
        LoadedPlugin runs = running.get(id);
        List<Slot> candidates = candidates(id);
        candidates.forEach(c -> c.passedOver = null);
        if (disabled.contains(id)) {
            return runs != null && retire(runs);
        }
        Slot chosen = null;
        for (Slot candidate : candidates) {
            if (chosen != null) {
                candidate.passedOver = chosen.jar.bundled()
                        ? "a plug-in with id '" + id + "' comes with the server"
                        : "a plug-in with id '" + id + "' is loaded already, from " + chosen.jar.file()
                                + " with version " + chosen.jar.manifest().version();
            } else if (runs != null && runs.jar() == candidate.jar || load(candidate)) {
                chosen = candidate;
            }
        }
        return chosen == null && runs != null && !isHeld(runs) && retire(runs);
    }

    /** Bundled ones first, then by version, the newest first; of two the one that runs. */
    private List<Slot> candidates(String id) {
        DefaultVersionManager versions = new DefaultVersionManager();
        LoadedPlugin runs = running.get(id);
        Comparator<Slot> byVersion = (a, b) -> versions.compareVersions(
                b.jar.manifest().version(), a.jar.manifest().version());
        return slots.values().stream()
                .filter(s -> s.jar.is(id) && s.jar.problem() == null)
                .sorted(Comparator.comparing((Slot s) -> !s.jar.bundled())
                        .thenComparing(byVersion)
                        .thenComparing(s -> runs == null || s.jar != runs.jar())
                        .thenComparing(s -> s.jar.file()))
                .collect(Collectors.toList());
    }

    private boolean load(Slot slot) {
        if (slot.failure != null) {
            return false;
        }
        try {
            swap(loading.load(slot.jar));
            return true;
        } catch (RuntimeException | LinkageError e) {
            slot.taken = e instanceof Extensions.Taken;
            slot.failure = ForeignCode.reason(e);
            log.warn("plug-in {} is not loaded: {}", slot.jar.file(), slot.failure);
            return false;
        }
    }

    private void swap(LoadedPlugin loaded) {
        LoadedPlugin before = running.put(loaded.id(), loaded);
        extensions.put(loaded);
        if (before != null) {
            retire(before);
        }
        log.info(
                "plug-in {} {} brings alarm sources {}, notification channels {}",
                loaded.id(),
                loaded.jar().manifest().version(),
                loaded.sources().keySet(),
                loaded.channels().keySet());
    }

    private boolean retire(LoadedPlugin plugin) {
        extensions.remove(plugin);
        if (running.remove(plugin.id(), plugin)) {
            log.info(
                    "plug-in {} {} is unloaded",
                    plugin.id(),
                    plugin.jar().manifest().version());
        }
        retired.add(plugin);
        return true;
    }

    /** Whether the file that took its place cannot be used: what runs goes on. */
    private boolean isHeld(LoadedPlugin plugin) {
        Slot slot = slots.get(key(plugin.jar()));
        return slot != null && slot.jar != plugin.jar() && (slot.jar.problem() != null || slot.failure != null);
    }

    /** The copies that are, or may come to be, open. */
    Set<Path> copies() {
        Set<Path> copies = new HashSet<>();
        Stream.of(
                        slots.values().stream().map(s -> s.jar),
                        running.values().stream().map(LoadedPlugin::jar),
                        retired.all().stream().map(LoadedPlugin::jar))
                .flatMap(jars -> jars)
                .forEach(jar -> {
                    if (jar.copy() != null) {
                        copies.add(jar.copy());
                    }
                });
        return copies;
    }

    /** What became of each jar, bundled ones first, in the order of their names, then those that are ending. */
    List<Supplier<PluginReport>> reports() {
        Map<String, Supplier<PluginReport>> all = new TreeMap<>();
        slots.forEach((key, slot) -> all.put((slot.jar.bundled() ? "0" : "1") + key, report(slot)));
        List<Supplier<PluginReport>> list = new ArrayList<>(all.values());
        retired.all().forEach(p -> list.add(() -> PluginReport.of(p, PluginReport.State.STOPPING, null)));
        return list;
    }

    private Supplier<PluginReport> report(Slot slot) {
        String problem = slot.problem();
        LoadedPlugin runs = running.values().stream()
                .filter(p -> p.jar().file().equals(slot.jar.file()) && p.jar().bundled() == slot.jar.bundled())
                .findFirst()
                .orElse(null);
        if (runs != null) {
            return () -> PluginReport.of(runs, PluginReport.State.RUNNING, problem);
        }
        PluginReport.State state = problem == null
                        && disabled.contains(String.valueOf(slot.jar.manifest().id()))
                ? PluginReport.State.DISABLED
                : PluginReport.State.FAILED;
        return () -> PluginReport.idle(slot.jar, state, problem);
    }

    /** Ends all, the last one first; done when they have ended. */
    void close() {
        List<LoadedPlugin> all = new ArrayList<>(running.values());
        running.clear();
        for (LoadedPlugin plugin : all.reversed()) {
            extensions.remove(plugin);
            retired.endNow(plugin);
        }
    }
}
