package io.opencoc.kernel.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loaded version of a plug-in.
 *
 * @param sources by the id of their descriptor
 * @param channels likewise
 * @param calls of both
 * @param pools of both
 */
record LoadedPlugin(
        InspectedJar jar,
        String id,
        JarPluginManager manager,
        Map<String, AlarmSourceRuntime> sources,
        Map<String, NotificationChannelRuntime> channels,
        List<CallLog> calls,
        List<ForeignPool> pools,
        PluginUse use,
        Instant loadedAt) {
    private static final Logger log = LoggerFactory.getLogger(LoadedPlugin.class);

    /** Closes it, its class loader and its threads. Blocks, for ten seconds at most. */
    void end() {
        close(manager, id);
        int left = pools.stream().mapToInt(ForeignPool::taken).sum();
        pools.forEach(ForeignPool::close);
        if (left > 0) {
            log.warn(
                    "plug-in {} {}: {} of its calls do not end; their threads stay until they do",
                    id,
                    jar.manifest().version(),
                    left);
        }
    }

    static void close(JarPluginManager manager, String id) {
        try {
            manager.unloadPlugin(id);
        } catch (RuntimeException | LinkageError e) {
            log.warn("plug-in {} did not end well: {}", id, ForeignCode.reason(e));
        }
    }
}
