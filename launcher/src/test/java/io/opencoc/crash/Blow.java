package io.opencoc.crash;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to the system under load. */
enum Blow {
    /** {@code kill -9} of the server; PostgreSQL is left behind. */
    SERVER,
    /** {@code kill -9} of the postmaster, or of one of its children, after which it starts all of them anew. */
    POSTGRES,
    /** Both at the same moment, as in a power cut. */
    BOTH,
    /** {@code SIGSTOP} of the server or of all of PostgreSQL, and {@code SIGCONT} seconds later. */
    STOP,
    /** No byte more can be written, for seconds. */
    DISK,
    /** The senders' connections are reset, some after their requests got through and before the answers do. */
    RESET;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param text ids with commas between them */
    static List<Blow> parse(String text) {
        return Arrays.stream(text.split(","))
                .map(id -> Arrays.stream(values())
                        .filter(b -> b.id().equals(id.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--kinds: " + id + " is none of server, postgres, both, stop, disk, reset")))
                .distinct()
                .toList();
    }
}
