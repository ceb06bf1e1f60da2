package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a postmaster also in the moments after a crash, when the last one is not quite gone. */
final class PostmasterStart {

    private static final Logger LOG = LoggerFactory.getLogger(PostmasterStart.class);
    /** How long the lock of a postmaster that is just going is waited for. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    /** By then the kernel has buried a killed process, if its parent lets it. */
    private static final Duration BURIAL = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Installation installation;
    private final PostgresLog log;
    private final Map<String, String> parameters;

    PostmasterStart(Installation installation, PostgresLog log, Map<String, String> parameters) {
        this.installation = installation;
        this.log = log;
        this.parameters = parameters;
    }

    /**
     * Starts it on this port, and returns when it takes connections.
     *
     * @param portPatience how long the port may be in use by another program
     * @throws PortTaken when it was in use for longer
     */
    Postmaster on(int port, Duration timeout, Duration portPatience) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long deadline = begin + timeout.toNanos();
        for (; ; ) {
            installation.stopOrphans();
            Postmaster postmaster = Postmaster.spawn(installation, log, port, parameters);
            if (postmaster.awaitReady(deadline)) {
                return postmaster;
            }
            Duration tried = Duration.ofNanos(System.nanoTime() - begin);
            String words = postmaster.lastWords();
            if (isPortTaken(words)) {
                if (tried.compareTo(portPatience) >= 0) {
                    throw new PortTaken(port);
                }
            } else if (isStillLocked(words) && tried.compareTo(LOCK_PATIENCE) < 0) {
                if (tried.compareTo(BURIAL) >= 0) {
                    removeStalePidFile(installation.folder().cluster(), this::isPostgres);
                }
            } else {
                throw new PostgresException(
                        "PostgreSQL did not start in " + installation.folder().path() + "; it said: " + words);
            }
            LOG.info("PostgreSQL did not start yet, trying again: {}", words);
            Thread.sleep(PAUSE);
        }
    }

    /** The port belongs to somebody else, and stays so. */
    static final class PortTaken extends IOException {
        PortTaken(int port) {
            super("The port " + port + " of " + LoopbackPort.HOST + " is in use by another program");
        }
    }

    /**
     * Removes a pid file whose process is provably not PostgreSQL in this folder: the number has been given to another
     * process (as happens after each restart of a container), or to a zombie that nobody buries. A number of no process
     * at all PostgreSQL handles itself.
     */
    static void removeStalePidFile(Path cluster, LongPredicate isPostgres) throws IOException {
        Optional<PidFile> file = PidFile.read(cluster);
        if (file.isPresent() && !isPostgres.test(file.get().pid())) {
            LOG.warn(
                    "{} names process {}, which is not this PostgreSQL: removed",
                    PidFile.in(cluster),
                    file.get().pid());
            Files.deleteIfExists(PidFile.in(cluster));
        }
    }

    private boolean isPostgres(long pid) {
        return installation.processes().alive().stream().anyMatch(process -> process.pid() == pid);
    }

    private static boolean isStillLocked(String words) {
        return words.contains("lock file \"postmaster.pid\" already exists")
                || words.contains("pre-existing shared memory block");
    }

    private static boolean isPortTaken(String words) {
        return words.contains("could not bind IPv4 address") || words.contains("could not create any TCP/IP sockets");
    }
}
