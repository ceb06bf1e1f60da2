package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a postmaster also in the moments after a crash, when the last one is not quite gone. */
final class PostmasterStart {

    private static final Logger LOG = LoggerFactory.getLogger(PostmasterStart.class);
    /** How long the lock of a postmaster that is just going is waited for. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

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
        Duration patience = portPatience.compareTo(timeout) < 0 ? portPatience : timeout.dividedBy(2);
        DataFolder folder = installation.folder();
        for (int attempt = 1; ; attempt++) {
            installation.stopOrphans();
            removeStalePidFile(folder.cluster());
            Postmaster postmaster = Postmaster.spawn(installation, log, port, parameters);
            if (postmaster.awaitReady(begin + timeout.toNanos())) {
                return postmaster;
            }
            Duration tried = Duration.ofNanos(System.nanoTime() - begin);
            String words = postmaster.lastWords();
            boolean portTaken = isPortTaken(words);
            if (portTaken && tried.compareTo(patience) >= 0) {
                throw new PortTaken(port);
            }
            if (!portTaken && !(isStillLocked(words) && tried.compareTo(LOCK_PATIENCE) < 0)) {
                throw new PostgresException("PostgreSQL did not start in " + folder.path() + "; it said: " + words
                        + folder.warningOfFullDisk());
            }
            if (attempt == 1) {
                LOG.info("PostgreSQL did not start yet, trying again: {}", words);
            }
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
     * Removes a pid file whose process is alive in PostgreSQL's eyes but provably not ours: a zombie that its parent
     * has not buried, or another program that was given the number (as happens after each restart of a container). A
     * number of no process at all PostgreSQL handles itself. Should anything of an old one still run unseen, PostgreSQL
     * notices by the shared memory.
     */
    private void removeStalePidFile(Path cluster) throws IOException {
        Optional<PidFile> file = PidFile.read(cluster);
        if (file.isPresent() && installation.processes().isForeign(file.get().pid())) {
            LOG.info(
                    "{} names process {}, which is dead or not this PostgreSQL: removed",
                    PidFile.in(cluster),
                    file.get().pid());
            Files.deleteIfExists(PidFile.in(cluster));
        }
    }

    private static boolean isStillLocked(String words) {
        return words.contains("lock file \"postmaster.pid\" already exists")
                || words.contains("pre-existing shared memory block");
    }

    private static boolean isPortTaken(String words) {
        return words.contains("could not bind IPv4 address") || words.contains("could not create any TCP/IP sockets");
    }
}
