package io.opencoc.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link ServerProgram} in a JVM of its own. */
final class ServerProcess implements AutoCloseable {

    private static final String END = "end";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private long rows;

    private ServerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    static ServerProcess start(Path folder) throws IOException {
        return start(List.of(), folder.toString(), System.getProperty("java.class.path"), System.getenv("PATH"));
    }

    /** As it would be started by {@code prefix java …} with this search path for programs. */
    static ServerProcess start(List<String> prefix, String folder, String classPath, String path) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp", classPath));
        command.add(ServerProgram.class.getName());
        command.add(Base64.getEncoder().encodeToString(folder.getBytes(StandardCharsets.UTF_8)));
        command.add(TestFolders.binaries().toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("PATH", path);
        return new ServerProcess(builder.start());
    }

    /** Waits until it has started; returns the postmaster's process id. */
    long ready() throws InterruptedException {
        return Long.parseLong(next("ready").split(" ", -1)[1]);
    }

    /** Waits until so many more rows have been committed. */
    void commits(int more) throws InterruptedException {
        for (int i = 0; i < more; i++) {
            next("row");
            rows++;
        }
    }

    /** Kills it as {@code kill -9} does; returns how many rows it had said to be committed. */
    long kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // Process's own method would drop what it said last
        return ended();
    }

    /** Asks it to end as {@code kill} does; returns how many rows it had said to be committed. */
    long terminate() throws InterruptedException {
        process.toHandle().destroy();
        return ended();
    }

    /** Why it did not start. */
    String refusal() throws InterruptedException {
        return next("refused").substring("refused ".length());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private long ended() throws InterruptedException {
        for (String line = poll(); !line.equals(END); line = poll()) {
            if (line.startsWith("row ")) {
                rows++;
            }
        }
        process.waitFor();
        return rows;
    }

    private String next(String word) throws InterruptedException {
        String line = poll();
        while (!line.startsWith(word)) {
            if (line.equals(END) || line.startsWith("refused")) {
                throw new AssertionError("the server said '" + line + "' instead of " + word);
            }
            line = poll();
        }
        return line;
    }

    private String poll() throws InterruptedException {
        String line = lines.poll(60, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("the server says nothing");
        }
        return line;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("broken: " + e);
        }
        lines.add(END);
    }
}
