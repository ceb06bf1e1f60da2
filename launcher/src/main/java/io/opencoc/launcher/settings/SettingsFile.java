package io.opencoc.launcher.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a YAML file to flat keys ({@code http.port}), each with its line. */
final class SettingsFile {
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final List<String> problems;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private SettingsFile(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What the file says; adds to the problems what it cannot say. */
    static Map<String, Setting> read(Path file, List<String> problems) {
        SettingsFile reader = new SettingsFile(file, problems);
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add(file + ": is larger than 1 MiB");
            } else {
                reader.document(Files.readString(file));
            }
        } catch (JacksonException e) {
            problems.add(file + " line " + e.getLocation().getLineNr() + ": is not YAML: "
                    + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + reason(e));
        }
        return reader.settings;
    }

    private void document(String text) {
        try (JsonParser parser =
                YAMLFactory.builder().build().createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                section(parser, "");
            } else if (first != null
                    && first != JsonToken.VALUE_NULL
                    && !parser.getString().isBlank()) {
                problems.add(place(parser) + ": must begin with a section, as in 'http:'");
            }
        }
    }

    private void section(JsonParser parser, String prefix) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = prefix + parser.currentName();
            String place = place(parser);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                section(parser, key + ".");
            } else {
                List<String> items = token == JsonToken.START_ARRAY ? items(parser, key) : List.of(parser.getString());
                boolean list = token == JsonToken.START_ARRAY;
                if (token == JsonToken.VALUE_NULL) {
                    items = List.of("");
                }
                if (settings.put(key, new Setting(items, list, place)) != null) {
                    problems.add(place + ": '" + key + "' is there already");
                }
            }
        }
    }

    private List<String> items(JsonParser parser, String key) {
        List<String> items = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            if (token.isScalarValue()) {
                items.add(token == JsonToken.VALUE_NULL ? "" : parser.getString());
            } else {
                problems.add(place(parser) + ": '" + key + "' must be a list of plain values");
                parser.skipChildren();
            }
            token = parser.nextToken();
        }
        return items;
    }

    private String place(JsonParser parser) {
        return file + " line " + parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : e instanceof java.nio.file.AccessDeniedException
                        ? "permission denied"
                        : String.valueOf(e.getMessage());
    }
}
