package io.opencoc.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of PostgreSQL: our child process, in a session of its own, so that a Ctrl-C reaches the server first. */
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_LOGGED = Duration.ofSeconds(10);

    private final Installation installation;
    private final PostgresLog log;
    private final long logStart;
    private final Process process;
    private final CompletableFuture<PostgresExit> exit;
    private volatile boolean stopping;

    private Postmaster(Installation installation, PostgresLog log, long logStart, Process process) {
        this.installation = installation;
        this.log = log;
        this.logStart = logStart;
        this.process = process;
        this.exit =
                process.onExit().thenApply(ended -> new PostgresExit(ended.exitValue(), stopping, log.since(logStart)));
    }

    static Postmaster spawn(Installation installation, PostgresLog log, int port, Map<String, String> parameters)
            throws IOException {
        DataFolder folder = installation.folder();
        List<String> arguments = new ArrayList<>(List.of("-D", folder.cluster().toString()));
        parameters.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        arguments.addAll(List.of("-c", "port=" + port, "-c", "listen_addresses=" + LoopbackPort.HOST));
        arguments.addAll(List.of("-c", "unix_socket_directories="));
        List<String> command = new ArrayList<>(Command.exists("setsid") ? List.of("setsid") : List.of());
        command.addAll(installation.runAs().command(installation.binaries().program("postgres"), arguments));
        log.bound();
        long logStart = log.size();
        Process process = Command.builder(command, folder.path())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                .start();
        return new Postmaster(installation, log, logStart, process);
    }

    /** True when it takes connections, false when it has ended before that. Stopped when neither comes in time. */
    boolean awaitReady(long deadline) throws IOException, InterruptedException {
        boolean settled = false;
        try {
            long nextWord = System.nanoTime() + PATIENCE_LOGGED.toNanos();
            while (!isReady()) {
                if (!process.isAlive()) {
                    settled = true;
                    return false;
                }
                if (System.nanoTime() > deadline) {
                    throw new PostgresException("PostgreSQL was not ready in time; it said: " + lastWords());
                }
                if (System.nanoTime() > nextWord) {
                    LOG.info("PostgreSQL is still starting: {}", lastWords());
                    nextWord += PATIENCE_LOGGED.toNanos();
                }
                process.waitFor(3, TimeUnit.MILLISECONDS);
            }
            settled = true;
            return true;
        } finally {
            if (!settled) {
                stop(IMMEDIATE);
            }
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completed when the process has ended; never fails. */
    CompletableFuture<PostgresExit> exit() {
        return exit;
    }

    String lastWords() {
        return log.since(logStart);
    }

    /**
     * Fast shutdown (clients are sent away, everything is written out); when that takes too long, or the caller is
     * interrupted, an immediate one, from which the next start recovers; at last a kill.
     */
    void stop(Duration fast) {
        stopping = true;
        boolean interrupted = Thread.interrupted();
        if (!interrupted) {
            interrupted = endsAfter("INT", fast);
        }
        interrupted |= endsAfter("QUIT", IMMEDIATE);
        process.destroyForcibly();
        exit.join(); // the kernel ends a killed process, however busy it is
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the thread was interrupted meanwhile. */
    private boolean endsAfter(String signal, Duration patience) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            installation.signal(signal, process.pid());
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("PostgreSQL did not stop within {} s of signal {}", patience.toSeconds(), signal);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (IOException e) {
            LOG.warn("PostgreSQL could not be sent signal {}", signal, e);
            return false;
        }
    }

    private boolean isReady() {
        return PidFile.read(installation.folder().cluster())
                .filter(file -> file.pid() == process.pid() && file.ready())
                .isPresent();
    }
}
