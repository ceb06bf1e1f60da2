package io.opencoc.postgres;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;

/**
 * A server to be killed: starts PostgreSQL, says {@code ready <pid> <port>}, then commits row after row and says {@code
 * row <n>} after each commit. Closes on SIGTERM. Ends with 3 and {@code refused <message>} when the start fails.
 */
final class ServerProgram {

    private ServerProgram() {}

    /** The data folder in Base64, since a file name may not fit the parent's locale; then the folder of binaries. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(new String(Base64.getDecoder().decode(arguments[0]), StandardCharsets.UTF_8));
        PostgresSettings settings = PostgresSettings.in(folder)
                .withBinaries(Path.of(arguments[1]))
                .withParameter("shared_buffers", "32MB")
                .withStartTimeout(Duration.ofSeconds(40));
        EmbeddedPostgres postgres;
        try {
            postgres = EmbeddedPostgres.start(settings);
        } catch (PostgresException e) {
            say("refused " + String.valueOf(e.getMessage()).replace('\n', ' '));
            Runtime.getRuntime().halt(3);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.close();
            say("closed");
        }));
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists witness (n bigint generated always as identity)");
            say("ready " + postgres.pid() + " " + postgres.port());
            for (long n = 1; ; n++) {
                statement.execute("insert into witness default values");
                say("row " + n);
            }
        } catch (SQLException e) {
            say("disconnected");
        }
        Thread.currentThread().join(); // until it is killed
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
