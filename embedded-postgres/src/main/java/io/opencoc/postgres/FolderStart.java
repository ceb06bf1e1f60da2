package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The steps from a folder to a PostgreSQL that runs in it. The folder is free again when one of them fails. */
final class FolderStart {

    static final String SUPERUSER = "postgres";

    private static final String PASSWORD_FILE = "superuser.password";
    private static final String PORT_FILE = "port";
    private static final int PASSWORD_BYTES = 24;
    private static final long LOG_LIMIT = 16L << 20;
    private static final int PORTS_TRIED = 5;
    private static final Duration FIXED_PORT_PATIENCE = Duration.ofSeconds(10);

    private final PostgresSettings settings;
    private final DataFolder folder;
    private final long deadline;

    private FolderStart(PostgresSettings settings, DataFolder folder, long deadline) {
        this.settings = settings;
        this.folder = folder;
        this.deadline = deadline;
    }

    static EmbeddedPostgres run(PostgresSettings settings) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + settings.startTimeout().toNanos();
        DataFolder folder = DataFolder.open(settings.folder());
        try {
            return new FolderStart(settings, folder, deadline).start();
        } catch (IOException | InterruptedException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private EmbeddedPostgres start() throws IOException, InterruptedException {
        Path shared = settings.binaries();
        Binaries binaries = Binaries.in(shared == null ? folder.binaries() : shared, shared == null);
        if (shared == null) {
            folder.own(folder.binaries());
        }
        RunAs runAs = RunAs.choose(folder, binaries);
        Installation installation = new Installation(folder, binaries, runAs, new FolderProcesses(folder.path()));
        installation.stopOrphans();
        runAs.handOver(folder);
        Map<String, String> parameters = settings.effectiveParameters();
        String password = password();
        if (!Files.exists(folder.cluster())) {
            boolean durable = !parameters.getOrDefault("fsync", "on").equals("off");
            NewCluster.make(installation, SUPERUSER, password, durable, left());
        }
        PostgresLog log = new PostgresLog(folder, LOG_LIMIT);
        PostmasterStart starter = new PostmasterStart(installation, log, parameters);
        return start(starter, password, log);
    }

    private EmbeddedPostgres start(PostmasterStart starter, String password, PostgresLog log)
            throws IOException, InterruptedException {
        boolean fixed = settings.port() != 0;
        int port = fixed ? settings.port() : keptOrFreePort();
        for (int attempt = 1; ; attempt++) {
            try {
                Postmaster postmaster = starter.on(port, left(), fixed ? FIXED_PORT_PATIENCE : Duration.ZERO);
                try {
                    folder.write(PORT_FILE, Integer.toString(port));
                    return new EmbeddedPostgres(
                            settings, folder, password, starter, port, new LogKeeper(log), postmaster);
                } catch (IOException e) {
                    postmaster.stop(settings.stopTimeout());
                    throw e;
                }
            } catch (PostmasterStart.PortTaken e) {
                if (fixed || attempt == PORTS_TRIED) {
                    throw PostgresException.failed("Cannot start PostgreSQL", e);
                }
                port = LoopbackPort.anyFree(); // somebody was faster
            }
        }
    }

    /** Written before the cluster is made, so that no cluster is ever without its password. */
    private String password() throws IOException {
        Optional<String> kept = folder.read(PASSWORD_FILE);
        if (kept.isPresent() && !kept.get().isEmpty()) {
            return kept.get();
        }
        if (Files.exists(folder.cluster())) {
            throw new PostgresException("The data folder " + folder.path() + " has data but no " + PASSWORD_FILE
                    + ": put the file back from your backup");
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        folder.write(PASSWORD_FILE, fresh);
        return fresh;
    }

    private int keptOrFreePort() throws IOException {
        Optional<String> kept = folder.read(PORT_FILE);
        if (kept.isPresent() && kept.get().matches("[1-9][0-9]{0,4}")) {
            int port = Integer.parseInt(kept.get());
            if (port <= 65535 && LoopbackPort.isFree(port)) {
                return port;
            }
        }
        return LoopbackPort.anyFree();
    }

    private Duration left() throws PostgresException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
            throw new PostgresException(
                    "PostgreSQL was not ready within " + settings.startTimeout().toSeconds() + " s");
        }
        return left;
    }
}
