package io.opencoc.plugin.zabbix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;

/** The media type as a file that Zabbix imports, with the script in it. */
final class MediaType {
    static final String SCRIPT = resource("webhook.js");

    private static final String FILE = resource("media-type.yaml")
            .replace(
                    "@script@",
                    SCRIPT.lines().map(line -> indented(line) + "\n").collect(Collectors.joining()));

    private MediaType() {}

    static String of(String url) {
        return FILE.replace("@url@", url.replace("'", "''"));
    }

    private static String indented(String line) {
        return line.isEmpty() ? "" : "        " + line;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(MediaType.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
