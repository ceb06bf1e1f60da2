package io.opencoc.postgres;

import java.io.IOException;
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

    /** How to ask an orphan to go, and how long to wait for it: fast shutdown, immediate shutdown, kill. */
    private record Persuasion(String signal, Duration patience) {}

    private static final List<Persuasion> PERSUASIONS = List.of(
            new Persuasion("INT", Duration.ofSeconds(15)),
            new Persuasion("QUIT", Duration.ofSeconds(5)),
            new Persuasion("KILL", Duration.ofSeconds(5)));

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
        for (Persuasion persuasion : PERSUASIONS) {
            List<ProcessHandle> orphans = processes.roots();
            if (orphans.isEmpty()) {
                return;
            }
            LOG.info("Stopping what a killed server left in {}: {}", folder.path(), orphans);
            for (ProcessHandle orphan : orphans) {
                if (persuasion.signal().equals("KILL")) {
                    processes.alive().forEach(ProcessHandle::destroyForcibly);
                } else {
                    signal(persuasion.signal(), orphan.pid());
                }
            }
            if (await(() -> processes.alive().isEmpty(), persuasion.patience())) {
                return;
            }
        }
        throw new PostgresException("Processes of PostgreSQL in " + folder.path() + " cannot be stopped: "
                + processes.alive() + "; stop them by hand");
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
