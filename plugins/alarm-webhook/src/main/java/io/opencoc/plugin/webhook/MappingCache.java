package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Mappings that were read, by the texts of their settings, so that a request costs a look-up only. Bounded: what was not asked for while {@value
 * #GENERATION} others were is forgotten. Safe for all threads; never blocks.
 */
final class MappingCache {
    static final int GENERATION = 500;

    private final boolean events;
    private volatile Map<List<String>, Entry> young = new ConcurrentHashMap<>();
    private volatile Map<List<String>, Entry> old = Map.of();

    /** What was read: the mapping, or why there is none. */
    private record Entry(@Nullable Mapping mapping, String problem) {}

    /** @param events whether the mappings are of CloudEvents */
    MappingCache(boolean events) {
        this.events = events;
    }

    /** The mapping in the settings; fails naming the setting and the place in it. */
    Mapping of(Settings settings) throws BadPayloadException {
        List<String> key = Mapping.texts(settings);
        Entry entry = young.get(key);
        if (entry == null) {
            entry = old.get(key);
            if (entry == null) {
                entry = read(key);
            }
            keep(key, entry);
        }
        if (entry.mapping == null) {
            throw new BadPayloadException(entry.problem);
        }
        return entry.mapping;
    }

    /** How many it holds. */
    int size() {
        return young.size() + old.size();
    }

    private Entry read(List<String> key) {
        try {
            return new Entry(Mapping.parse(key, events), "");
        } catch (BadPayloadException e) {
            return new Entry(null, String.valueOf(e.getMessage()));
        }
    }

    /** Two threads may both begin a new generation: then more is forgotten than needed, which does no harm. */
    private void keep(List<String> key, Entry entry) {
        Map<List<String>, Entry> into = young;
        if (into.size() >= GENERATION) {
            old = into;
            into = new ConcurrentHashMap<>();
            young = into;
        }
        into.put(key, entry);
    }
}
