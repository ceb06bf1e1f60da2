package io.opencoc.postgres;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL on 127.0.0.1 that lives in a data folder of its own and lets nobody in without its random password.
 *
 * <p>All methods may be called from any thread. {@link #start}, {@link #restart} and {@link #close} block, for up to the
 * settings' time-outs, and must not be called on an event loop; the others return at once.
 *
 * <p>When this process is killed, PostgreSQL goes on without it; the next start in the same folder stops it first. When
 * PostgreSQL dies, {@link #onExit()} tells, and {@link #restart()} brings it back. Close it at the end of the process:
 * nothing here does so by itself, because the server decides what is stopped before its database.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(10);

    private final PostgresSettings settings;
    private final DataFolder folder;
    private final String password;
    private final PostmasterStart starter;
    private final int port;
    private final LogKeeper logKeeper;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private volatile Postmaster postmaster;
    private volatile boolean closed;
    private volatile Runnable afterClose = () -> {};

    EmbeddedPostgres(
            PostgresSettings settings,
            DataFolder folder,
            String password,
            PostmasterStart starter,
            int port,
            LogKeeper logKeeper,
            Postmaster postmaster) {
        this.settings = settings;
        this.folder = folder;
        this.password = password;
        this.starter = starter;
        this.port = port;
        this.logKeeper = logKeeper;
        this.postmaster = postmaster;
    }

    /**
     * Starts PostgreSQL, and returns when it takes connections. The first start in a folder unpacks the programs and
     * makes the data (seconds); a later one takes a fraction of a second, after a crash plus its recovery.
     *
     * @throws PostgresException with a message for the operator: the folder is used by another server, is not writable,
     *     the disk is full, the port is taken, PostgreSQL refused
     */
    public static EmbeddedPostgres start(PostgresSettings settings) throws PostgresException, InterruptedException {
        long begin = System.nanoTime();
        try {
            EmbeddedPostgres started = FolderStart.run(settings);
            LOG.info(
                    "PostgreSQL is ready on {}:{} after {} ms, process {}, data in {}",
                    LoopbackPort.HOST,
                    started.port,
                    (System.nanoTime() - begin) / 1_000_000,
                    started.postmaster.pid(),
                    started.folder.path());
            return started;
        } catch (IOException e) {
            throw PostgresException.failed("Cannot start PostgreSQL in " + settings.folder(), e);
        }
    }

    /**
     * One for tests: in a new temporary folder, without durability. {@link #close()} or the end of this process stops it
     * and deletes the folder.
     *
     * @param binaries where the programs are unpacked once for all later calls, for example below the temporary folder
     */
    public static EmbeddedPostgres startThrowaway(Path binaries) throws PostgresException, InterruptedException {
        Path folder;
        try {
            folder = Files.createTempDirectory("opencoc-postgres-");
        } catch (IOException e) {
            throw PostgresException.failed("Cannot make a temporary folder for PostgreSQL", e);
        }
        EmbeddedPostgres started;
        try {
            started = start(PostgresSettings.in(folder).withBinaries(binaries).withoutDurability());
        } catch (PostgresException | InterruptedException | RuntimeException e) {
            deleteThrowaway(folder);
            throw e;
        }
        started.afterClose = () -> deleteThrowaway(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "close-throwaway-postgres"));
        return started;
    }

    public String host() {
        return LoopbackPort.HOST;
    }

    /** The same over restarts. */
    public int port() {
        return port;
    }

    public String superuser() {
        return FolderStart.SUPERUSER;
    }

    /** The superuser's. A secret: never log it. The same for the life of the data folder. */
    public String password() {
        return password;
    }

    /** Without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + LoopbackPort.HOST + ":" + port + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /** The process id of the postmaster of the present run. */
    public long pid() {
        return postmaster.pid();
    }

    public boolean isRunning() {
        return !closed && postmaster.isAlive();
    }

    /**
     * Completed when the present run ends, for whatever reason; never fails. Ask again after a restart. Dependent
     * actions may run on a thread of the process watcher: keep them short, and hand {@link #restart()} to another
     * thread.
     */
    public CompletionStage<PostgresExit> onExit() {
        return postmaster.exit().minimalCompletionStage();
    }

    /**
     * Starts PostgreSQL again, on the same port and with the same password; stops it first when it runs. After a failure
     * it may be called again. {@link #close()} waits for it: interrupt it to give up.
     *
     * @throws IllegalStateException when closed
     */
    public void restart() throws PostgresException, InterruptedException {
        lifecycle.lockInterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("The embedded PostgreSQL has been closed");
            }
            postmaster.stop(settings.stopTimeout());
            postmaster = starter.on(port, settings.startTimeout(), PORT_PATIENCE);
            LOG.info("PostgreSQL has been restarted, process {}", postmaster.pid());
        } catch (IOException e) {
            throw PostgresException.failed("Cannot restart PostgreSQL in " + folder.path(), e);
        } finally {
            lifecycle.unlock();
        }
    }

    /**
     * Stops PostgreSQL: fast, when that takes longer than allowed immediately, at last by a kill. Then the folder is free
     * for others. Does nothing the second time. An interrupt shortens it to an immediate shutdown.
     */
    @Override
    public void close() {
        lifecycle.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            postmaster.stop(settings.stopTimeout());
            logKeeper.close();
            folder.close();
            afterClose.run();
        } catch (IOException e) {
            LOG.warn("The data folder {} could not be unlocked", folder.path(), e);
        } finally {
            lifecycle.unlock();
        }
    }

    private static void deleteThrowaway(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            LOG.warn("The temporary folder {} could not be deleted", folder, e);
        }
    }
}
