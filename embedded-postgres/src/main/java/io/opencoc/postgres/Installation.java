package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A locked data folder with the programs to work on it and the way to run them. */
record Installation(DataFolder folder, Binaries binaries, RunAs runAs, FolderProcesses processes) {

    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final Duration SIGNAL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);

    /** How long an orphan may take for a fast shutdown, for an immediate one, and to go when killed. */
    private static final Duration FAST = Duration.ofSeconds(15);

    private static final Duration IMMEDIATE = Duration.ofSeconds(5);
    private static final Duration KILLED = Duration.ofSeconds(5);

    /** Runs one of PostgreSQL's programs to its end. */
    Command.Result run(String program, List<String> arguments, Duration timeout)
            throws IOException, InterruptedException {
        return Command.run(runAs.command(binaries.program(program), arguments), folder.path(), timeout);
    }

    /** Sends a signal that Java cannot send. The process may have gone meanwhile. */
    void signal(String name, long pid) throws IOException, InterruptedException {
        Command.Result result = run("pg_ctl", List.of("kill", name, Long.toString(pid)), SIGNAL_PATIENCE);
        if (result.code() != 0 && ProcessHandle.of(pid).isPresent()) {
            LOG.warn("Signal {} was not sent to process {}: {}", name, pid, result.output());
        }
    }

    /** Stops what a killed server left running in the folder; the lock says that nobody needs it any more. */
    void stopOrphans() throws IOException, InterruptedException {
        List<ProcessHandle> orphans = processes.roots();
        if (orphans.isEmpty()) {
            return;
        }
        LOG.info("Stopping what a killed server left in {}: {}", folder.path(), orphans);
        // a half-made cluster is thrown away: nothing in it needs an orderly end
        boolean worthAShutdown = Files.exists(folder.cluster());
        if (worthAShutdown && (goesAfter("INT", FAST) || goesAfter("QUIT", IMMEDIATE))) {
            return;
        }
        boolean gone = await(
                () -> {
                    List<ProcessHandle> left = processes.alive();
                    left.forEach(ProcessHandle::destroyForcibly);
                    return left.isEmpty();
                },
                KILLED);
        if (!gone) {
            throw new PostgresException("Processes of PostgreSQL in " + folder.path() + " cannot be stopped: "
                    + processes.alive() + "; stop them by hand");
        }
    }

    private boolean goesAfter(String signal, Duration patience) throws IOException, InterruptedException {
        for (ProcessHandle orphan : processes.roots()) {
            signal(signal, orphan.pid());
        }
        return await(() -> processes.alive().isEmpty(), patience);
    }

    /** True as soon as the condition holds, false when it did not for so long. */
    static boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }
}
