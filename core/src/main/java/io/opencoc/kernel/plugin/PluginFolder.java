package io.opencoc.kernel.plugin;

import io.opencoc.kernel.plugin.PluginRefusal.Kind;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the {@link PluginSet} what is in the folder. A file counts when it is the same at two looks: what is being written is left alone. For one thread.
 */
final class PluginFolder {
    private static final Logger log = LoggerFactory.getLogger(PluginFolder.class);

    private final @Nullable Path folder;
    private final PluginSet plugins;
    private final Inspection inspection;
    /** As each file was when it was read. */
    private final Map<String, FolderScan.Stamp> read = new HashMap<>();

    private Map<String, FolderScan.Stamp> lastLook = Map.of();
    private boolean full;

    PluginFolder(@Nullable Path folder, PluginSet plugins, Inspection inspection) {
        this.folder = folder;
        this.plugins = plugins;
        this.inspection = inspection;
    }

    void putBundled(List<BundledPlugins.Unpacked> bundled) {
        for (BundledPlugins.Unpacked plugin : bundled) {
            Path jar = plugin.jar();
            plugins.put(
                    jar == null
                            ? InspectedJar.unreadable(plugin.name(), true, plugin.problem())
                            : inspection.bundled(plugin.name(), jar));
        }
    }

    /** Reads what is there, at the start. */
    void readAll() throws IOException {
        if (folder != null) {
            lastLook = FolderScan.of(folder);
            read(lastLook);
        }
    }

    /** Whether something has changed. */
    boolean look() throws IOException {
        if (folder == null) {
            return false;
        }
        Map<String, FolderScan.Stamp> before = lastLook;
        Map<String, FolderScan.Stamp> now = FolderScan.of(folder);
        lastLook = now;
        Map<String, FolderScan.Stamp> stable = new java.util.TreeMap<>(now);
        stable.entrySet().removeIf(e -> !e.getValue().equals(before.get(e.getKey())));
        boolean changed = false;
        for (String file : List.copyOf(read.keySet())) {
            if (!now.containsKey(file)) {
                forget(file);
                changed = true;
            }
        }
        return read(stable) || changed;
    }

    private boolean read(Map<String, FolderScan.Stamp> files) {
        boolean changed = false;
        for (Map.Entry<String, FolderScan.Stamp> file : files.entrySet()) {
            if (file.getValue().equals(read.get(file.getKey()))) {
                continue;
            }
            if (!read.containsKey(file.getKey()) && read.size() >= FolderScan.MOST_FILES) {
                if (!full) {
                    log.warn("{} holds more than {} jars: the rest is left out", folder, FolderScan.MOST_FILES);
                }
                full = true;
                continue;
            }
            read.put(file.getKey(), file.getValue());
            changed |= take(inspection.inspect(Objects.requireNonNull(folder).resolve(file.getKey())));
        }
        return changed;
    }

    /** False if it has the content that it had; what could not be loaded is tried again. */
    private boolean take(InspectedJar jar) {
        InspectedJar before = plugins.file(jar.file());
        boolean same = before != null && !jar.hash().isEmpty() && before.hash().equals(jar.hash());
        if (same && !plugins.hasFailed(jar.file())) {
            return false;
        }
        plugins.put(jar);
        return true;
    }

    private void forget(String file) {
        read.remove(file);
        plugins.remove(file);
        full = false;
    }

    /** Takes a jar in, when it can be loaded; gives its name in the folder. */
    String install(Path jar, boolean replace) {
        Path into = folder;
        if (into == null) {
            throw new PluginRefusal(Kind.FOLDER, "this server has no folder for plug-ins");
        }
        InspectedJar uploaded = inspection.inspect(jar);
        if (uploaded.problem() != null) {
            throw new PluginRefusal(Kind.BROKEN, uploaded.problem());
        }
        String id = Objects.requireNonNull(uploaded.manifest().id());
        List<InspectedJar> others =
                plugins.files().stream().filter(f -> f.is(id)).toList();
        refuse(id, others, replace);
        InspectedJar named = named(uploaded, id);
        Path part = write(into, named);
        try {
            if (!plugins.isDisabled(id)) {
                load(named);
            }
            move(part, into.resolve(named.file()));
        } finally {
            part.toFile().delete();
        }
        others.stream()
                .map(InspectedJar::file)
                .filter(f -> !f.equals(named.file()))
                .forEach(this::delete);
        plugins.put(named);
        return named.file();
    }

    private static void refuse(String id, List<InspectedJar> others, boolean replace) {
        if (others.stream().anyMatch(InspectedJar::bundled)) {
            throw new PluginRefusal(Kind.CONFLICT, "a plug-in with id '" + id + "' comes with the server");
        }
        if (!others.isEmpty() && !replace) {
            throw new PluginRefusal(
                    Kind.EXISTS, "there is a plug-in with id '" + id + "' already: replace it, or keep it");
        }
    }

    private void load(InspectedJar jar) {
        try {
            plugins.replace(jar);
        } catch (RuntimeException | LinkageError e) {
            throw new PluginRefusal(Kind.BROKEN, ForeignCode.reason(e));
        }
    }

    /** Under a name that no other plug-in's file has. */
    private InspectedJar named(InspectedJar jar, String id) {
        String name = id + "-" + jar.manifest().version();
        InspectedJar there = plugins.file(name + ".jar");
        String file = there == null || there.is(id)
                ? name + ".jar"
                : name + "-" + jar.hash().substring(0, 12) + ".jar";
        return new InspectedJar(file, false, jar.copy(), jar.hash(), jar.manifest(), jar.signer(), null);
    }

    /** Beside its place, under a name that is not looked at. */
    private static Path write(Path into, InspectedJar jar) {
        Path part = into.resolve("." + jar.file() + ".part");
        try {
            Files.createDirectories(into);
            return Files.copy(Objects.requireNonNull(jar.copy()), part, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void move(Path part, Path target) {
        try {
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        FolderScan.Stamp stamp = FolderScan.stamp(target);
        if (stamp != null) {
            read.put(String.valueOf(target.getFileName()), stamp);
        }
    }

    private static PluginRefusal unwritable(IOException e) {
        return new PluginRefusal(Kind.FOLDER, "the folder of plug-ins cannot be written: " + ForeignCode.reason(e));
    }

    /** Deletes the files of a plug-in, or one that is none. */
    void remove(String id) {
        List<InspectedJar> files =
                new ArrayList<>(plugins.files().stream().filter(f -> f.is(id)).toList());
        if (files.isEmpty()) {
            plugins.files().stream().filter(f -> f.file().equals(id)).forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new PluginRefusal(Kind.UNKNOWN, "there is no plug-in '" + id + "'");
        }
        if (files.stream().anyMatch(InspectedJar::bundled)) {
            throw new PluginRefusal(Kind.CONFLICT, "it comes with the server, and can only be disabled");
        }
        files.forEach(f -> delete(f.file()));
    }

    private void delete(String file) {
        try {
            Files.deleteIfExists(Objects.requireNonNull(folder).resolve(file));
        } catch (IOException e) {
            throw new PluginRefusal(Kind.FOLDER, "the file cannot be deleted: " + ForeignCode.reason(e));
        }
        forget(file);
    }
}
