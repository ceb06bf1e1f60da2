package io.opencoc.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to start. Made by {@link #in(Path)} and changed by the {@code with…} methods.
 *
 * @param folder the data folder; made when missing. It must be empty or one that an earlier start made
 * @param binaries where the programs are unpacked, shared by any number of servers; null keeps them in the data folder
 * @param port TCP port on 127.0.0.1, or 0 for a free one, which is kept for later starts while it stays free
 * @param parameters PostgreSQL parameters (as in postgresql.conf), over {@link #defaultParameters()}
 * @param startTimeout for the whole start, which includes crash recovery of at most {@code max_wal_size}
 * @param stopTimeout for a fast shutdown, before an immediate one is asked for
 */
public record PostgresSettings(
        Path folder,
        @Nullable Path binaries,
        int port,
        Map<String, String> parameters,
        Duration startTimeout,
        Duration stopTimeout) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    /** What decides who can reach the server and where it keeps things is ours alone. */
    private static final Set<String> OURS = Set.of(
            "port",
            "listen_addresses",
            "unix_socket_directories",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "external_pid_file",
            "logging_collector",
            "log_destination");

    public PostgresSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: must be 0 (any free port) to 65535, but is " + port);
        }
        positive("startTimeout", startTimeout);
        positive("stopTimeout", stopTimeout);
        parameters = Map.copyOf(parameters);
        parameters.forEach(PostgresSettings::check);
    }

    /** A server in this folder with the defaults of a production server: durable, 256 MB of shared buffers. */
    public static PostgresSettings in(Path folder) {
        return new PostgresSettings(folder, null, 0, Map.of(), Duration.ofMinutes(3), Duration.ofSeconds(30));
    }

    public PostgresSettings withBinaries(Path shared) {
        return new PostgresSettings(folder, shared, port, parameters, startTimeout, stopTimeout);
    }

    public PostgresSettings withPort(int wanted) {
        return new PostgresSettings(folder, binaries, wanted, parameters, startTimeout, stopTimeout);
    }

    public PostgresSettings withParameter(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new PostgresSettings(folder, binaries, port, more, startTimeout, stopTimeout);
    }

    public PostgresSettings withStartTimeout(Duration timeout) {
        return new PostgresSettings(folder, binaries, port, parameters, timeout, stopTimeout);
    }

    public PostgresSettings withStopTimeout(Duration timeout) {
        return new PostgresSettings(folder, binaries, port, parameters, startTimeout, timeout);
    }

    /** For data nobody will miss, as in tests: several times faster, and lost or broken when the machine stops. */
    public PostgresSettings withoutDurability() {
        return withParameter("fsync", "off")
                .withParameter("full_page_writes", "off")
                .withParameter("synchronous_commit", "off")
                .withParameter("shared_buffers", "64MB");
    }

    /** The parameters of every start, which {@link #parameters()} override: for many small writes, none ever lost. */
    public static Map<String, String> defaultParameters() {
        return Map.ofEntries(
                Map.entry("shared_buffers", "256MB"),
                Map.entry("max_connections", "60"),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("wal_compression", "on"), // these binaries know pglz only
                Map.entry("max_wal_size", "2GB"),
                Map.entry("min_wal_size", "256MB"),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("random_page_cost", "1.1"),
                Map.entry(
                        "autovacuum_naptime",
                        "10s"), // a new installation soon has statistics, an emptied queue its room
                Map.entry("maintenance_work_mem", "128MB"),
                Map.entry("jit", "off"), // short statements only
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("log_checkpoints", "off"),
                Map.entry("log_line_prefix", "%m [%p] %q%u@%d "),
                Map.entry("log_min_duration_statement", "5s"));
    }

    Map<String, String> effectiveParameters() {
        Map<String, String> all = new LinkedHashMap<>(defaultParameters());
        all.putAll(parameters);
        return all;
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("parameters: not the name of a PostgreSQL parameter: " + name);
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("parameters." + name + ": is set by the embedded server itself");
        }
        if (value.indexOf('\0') >= 0 || value.length() > 1000) {
            throw new IllegalArgumentException("parameters." + name + ": longer than 1000 characters, or has a NUL");
        }
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + ": must be longer than zero, but is " + duration);
        }
    }
}
