package io.opencoc.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code --name value} pairs of the command line. */
public final class Options {
    private final Map<String, String> values = new LinkedHashMap<>();

    public static Options of(String[] arguments, int from) {
        Options options = new Options();
        for (int i = from; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("not an option with a value: " + arguments[i]);
            }
            options.values.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return options;
    }

    public int number(String name, int standard) {
        String value = values.get(name);
        return value == null ? standard : Integer.parseInt(value);
    }

    int[] numbers(String name, int... standard) {
        String value = values.get(name);
        if (value == null) {
            return standard;
        }
        String[] parts = value.split(",");
        int[] out = new int[parts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Integer.parseInt(parts[i]);
        }
        return out;
    }

    public String text(String name, String standard) {
        return values.getOrDefault(name, standard);
    }

    /** Where the servers that are measured keep their data. */
    public Path folder() {
        return Path.of(text("folder", "launcher/target/bench")).toAbsolutePath();
    }
}
