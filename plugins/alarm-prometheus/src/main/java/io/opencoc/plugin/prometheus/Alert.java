package io.opencoc.plugin.prometheus;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One alert as it was read, and the first thing that is wrong with it. */
final class Alert {
    /** Its place in the request, from 0. */
    final int index;
    /** Sorted by name; without empty values. */
    final TreeMap<String, String> labels = new TreeMap<>();

    Map<String, String> annotations = Map.of();

    @Nullable
    String status;

    @Nullable
    String startsAt;

    @Nullable
    String endsAt;

    @Nullable
    String generatorUrl;

    @Nullable
    String fingerprint;

    /** The exact bytes, as text. */
    String raw = "";

    @Nullable
    String problem;

    Alert(int index) {
        this.index = index;
    }

    void wrong(String what) {
        if (problem == null) {
            problem = what;
        }
    }
}
