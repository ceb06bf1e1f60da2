package io.opencoc.launcher.settings;

import io.opencoc.kernel.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives settings their types. A key is known once it has been asked for; what was given and never asked for is a mistake. Problems are
 * collected, and a default stands in meanwhile.
 */
final class SettingsReader {
    private static final int LONGEST = 4_096;
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})\\s*(|B|KiB|MiB|GiB)");

    private final Map<String, Setting> commandLine;
    private final Map<String, String> environment;
    private final Map<String, Setting> file;
    private final List<String> problems;
    private final Set<String> known = new TreeSet<>();

    SettingsReader(
            Map<String, Setting> commandLine,
            Map<String, String> environment,
            Map<String, Setting> file,
            List<String> problems) {
        this.commandLine = commandLine;
        this.environment = environment;
        this.file = file;
        this.problems = problems;
    }

    /** The variable of a key: {@code COC_HTTP_PUBLIC_URL} for {@code http.publicUrl}. */
    static String variable(String key) {
        return "COC_"
                + key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private @Nullable Setting find(String key) {
        known.add(key);
        Setting found = commandLine.get(key);
        if (found == null) {
            String value = environment.get(variable(key));
            if (value != null && !value.isBlank()) {
                return Setting.text(value, variable(key));
            }
            found = file.get(key);
        }
        return found == null || found.isEmpty() ? null : found;
    }

    private @Nullable String value(String key) {
        Setting found = find(key);
        if (found == null) {
            return null;
        }
        String text = found.items().getFirst();
        if (found.list()) {
            problem(key, "must be one value, not a list");
            return null;
        }
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            problem(key, "is longer than " + LONGEST + " characters or has control characters in it");
            return null;
        }
        return text;
    }

    /** Notes what is wrong with a key, and where it was given. */
    void problem(String key, String what) {
        Setting found = find(key);
        String place = found == null ? variable(key) : found.place();
        problems.add(
                place.equals(variable(key)) ? key + " (" + place + "): " + what : place + ": " + key + ": " + what);
    }

    @Nullable
    String text(String key) {
        String value = value(key);
        return value == null ? null : value.strip();
    }

    String text(String key, String standard) {
        String value = text(key);
        return value == null ? standard : value;
    }

    @Nullable
    Secret secret(String key, int longest) {
        String value = value(key);
        if (value != null && value.length() > longest) {
            problem(key, "must have at most " + longest + " characters");
            return null;
        }
        return value == null ? null : Secret.of(value);
    }

    int number(String key, int standard, int least, int most) {
        String value = text(key);
        if (value == null) {
            return standard;
        }
        if (value.matches("-?\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem(key, "must be a whole number from " + least + " to " + most + ", not '" + value + "'");
        return standard;
    }

    /** A number of bytes, as {@code 10485760} or {@code 10 MiB}. */
    long bytes(String key, long standard, long least, long most) {
        String value = text(key);
        if (value == null) {
            return standard;
        }
        Matcher matcher = BYTES.matcher(value);
        if (matcher.matches()) {
            int shift =
                    List.of("", "KiB", "MiB", "GiB").indexOf(matcher.group(2).replaceFirst("^B$", "")) * 10;
            long number = Long.parseLong(matcher.group(1));
            if (number <= most >> shift && number << shift >= least) {
                return number << shift;
            }
        }
        problem(key, "must be " + least + " to " + most + " bytes, as in '10 MiB', not '" + value + "'");
        return standard;
    }

    boolean flag(String key, boolean standard) {
        return choice(key, String.valueOf(standard), "true", "false").equals("true");
    }

    String choice(String key, String standard, String... allowed) {
        String value = text(key);
        if (value == null) {
            return standard;
        }
        if (Arrays.asList(allowed).contains(value.toLowerCase(Locale.ROOT))) {
            return value.toLowerCase(Locale.ROOT);
        }
        problem(key, "must be one of " + String.join(", ", allowed) + ", not '" + value + "'");
        return standard;
    }

    /** A list: in the file a YAML list, elsewhere separated by commas. */
    List<String> list(String key) {
        Setting found = find(key);
        if (found == null) {
            return List.of();
        }
        return found.items().stream()
                .flatMap(item -> found.list() ? java.util.stream.Stream.of(item) : Arrays.stream(item.split(",", -1)))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    Path path(String key, Path standard) {
        String value = text(key);
        try {
            return value == null ? standard : Path.of(value);
        } catch (java.nio.file.InvalidPathException e) {
            problem(key, "is not a path");
            return standard;
        }
    }

    /** A file that must be there. */
    @Nullable
    Path readable(String key) {
        if (text(key) == null) {
            return null;
        }
        Path path = path(key, Path.of(""));
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            problem(key, "the file " + path + " is not there or cannot be read");
        }
        return path;
    }

    /** Files that must be there, as a {@link #list}. */
    List<Path> files(String key) {
        List<Path> files = new ArrayList<>();
        for (String item : list(key)) {
            try {
                Path file = Path.of(item);
                if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                    problem(key, "the file " + file + " is not there or cannot be read");
                }
                files.add(file);
            } catch (java.nio.file.InvalidPathException e) {
                problem(key, "is not a path");
            }
        }
        return files;
    }

    /** Notes everything that was given and that nobody asked for. */
    void refuseUnknown() {
        file.forEach((key, setting) -> {
            if (!known.contains(key)) {
                boolean section = known.stream().anyMatch(k -> k.startsWith(key + "."));
                if (!section) {
                    unknown(setting.place() + ": unknown key '" + key + "'", Spelling.nearest(key, known));
                } else if (!setting.isEmpty()) {
                    problems.add(setting.place() + ": '" + key + "' is a section: its keys go below it, indented");
                }
            }
        });
        Set<String> variables = new TreeSet<>();
        known.forEach(key -> variables.add(variable(key)));
        new TreeSet<>(environment.keySet())
                .stream()
                        .filter(name ->
                                name.startsWith("COC_") && !variables.contains(name) && !OtherVariables.has(name))
                        .forEach(name ->
                                unknown("environment: unknown variable " + name, Spelling.nearest(name, variables)));
    }

    private void unknown(String what, Optional<String> guess) {
        problems.add(what + guess.map(g -> "; did you mean " + g + "?").orElse(""));
    }

    Set<String> known() {
        return known;
    }
}
