package io.opencoc.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that ends by itself soon and says little. */
final class Command {

    private static final int OUTPUT = 16 * 1024;

    private Command() {}

    /**
     * How it went.
     *
     * @param output what it wrote, both streams together, at most 16 KB
     */
    record Result(int code, String output) {}

    /** Runs it to its end; kills it when it takes longer than allowed, or when this thread is interrupted. */
    static Result run(List<String> command, Path directory, Duration timeout) throws IOException, InterruptedException {
        Process process = builder(command, directory).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PostgresException(
                        command.getFirst() + " did not end within " + timeout.toSeconds() + " s: " + command);
            }
            // what fits into the pipe; nothing is waited for, in case a grandchild still holds the other end
            byte[] said = out.readNBytes(Math.min(out.available(), OUTPUT));
            return new Result(process.exitValue(), new String(said, StandardCharsets.UTF_8).strip());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether the host has a program of this name. */
    static boolean exists(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** A child without input, without PostgreSQL's variables of the caller, that speaks English. */
    static ProcessBuilder builder(List<String> command, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C"); // its messages are read by us
        return builder;
    }
}
