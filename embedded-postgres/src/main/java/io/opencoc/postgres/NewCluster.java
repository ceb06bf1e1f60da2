package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the cluster of a first start. It appears in the data folder complete, or not at all. */
final class NewCluster {

    private static final Logger LOG = LoggerFactory.getLogger(NewCluster.class);

    private NewCluster() {}

    static void make(Installation installation, String superuser, String password, boolean durable, Duration timeout)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        DataFolder folder = installation.folder();
        Path staging = folder.staging();
        FileTree.delete(staging); // of a start that was killed
        Files.createDirectory(
                staging, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path passwordFile = staging.resolve("password");
        DataFolder.createPrivate(passwordFile);
        Files.writeString(passwordFile, password + "\n");
        if (Owner.current().isRoot()) {
            installation.runAs().owner().take(staging);
        }
        Path made = staging.resolve("cluster");
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + made,
                "--username=" + superuser,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // PostgreSQL's own C.UTF-8: the same order on every host, now and after an upgrade of its C library
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
        if (!durable) {
            arguments.add("--no-sync");
        }
        Command.Result result = installation.run("initdb", arguments, timeout);
        if (result.code() != 0) {
            FileTree.delete(staging);
            throw new PostgresException("PostgreSQL could not make its data in " + folder.path()
                    + " (initdb ended with " + result.code() + "): " + complaints(result.output())
                    + folder.warningOfFullDisk());
        }
        Files.move(made, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        FileTree.syncNames(folder.path());
        FileTree.delete(staging);
        LOG.info("Data of PostgreSQL made in {} ms", (System.nanoTime() - start) / 1_000_000);
    }

    /** What initdb says without its report of progress. */
    private static String complaints(String output) {
        String complaints = output.lines()
                .filter(line -> line.contains("FATAL") || line.contains("error:") || line.contains("ERROR"))
                .collect(Collectors.joining("; "));
        return complaints.isEmpty() ? output : complaints;
    }
}
