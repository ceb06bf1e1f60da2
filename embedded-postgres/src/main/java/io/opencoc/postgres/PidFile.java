package io.opencoc.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says.
 *
 * @param pid the postmaster that wrote it
 * @param ready it takes connections; false while it starts, recovers or stops
 */
record PidFile(long pid, boolean ready) {

    private static final int PID_LINE = 0;
    private static final int STATUS_LINE = 7;

    static Path in(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** Nothing when there is none, or when it is being written right now. */
    static Optional<PidFile> read(Path cluster) {
        try {
            return parse(new String(Files.readAllBytes(in(cluster)), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<PidFile> parse(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        try {
            // a negative number marks a stand-alone backend
            long pid = Math.abs(Long.parseLong(lines.isEmpty() ? "" : lines.get(PID_LINE)));
            return Optional.of(new PidFile(
                    pid, lines.size() > STATUS_LINE && lines.get(STATUS_LINE).equals("ready")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
