package io.opencoc.plugin.grafana;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One alert as it was read, and the first thing that is wrong with it. */
final class Alert {
    /** Its place in the request, from 0. */
    final int index;
    /** Texts such as {@code status} and {@code panelURL}; without empty values. */
    final Map<String, String> fields = new HashMap<>();

    final Map<String, String> labels = new TreeMap<>();
    final Map<String, String> annotations = new TreeMap<>();
    /** What the rule's queries and expressions gave, by their letter. */
    final Map<String, String> values = new TreeMap<>();

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
