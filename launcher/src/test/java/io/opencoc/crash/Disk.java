package io.opencoc.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Where the data lies, and how no more of it fits. */
interface Disk extends AutoCloseable {
    /** For the data. */
    Path folder();

    /** What it really does, for the report. */
    String describe();

    /** From now on nothing more can be written. */
    void fill(Victim victim) throws Exception;

    /** Something can be written again. */
    void free(Victim victim) throws Exception;

    @Override
    void close() throws Exception;

    /** A file system of our own where one can be mounted; else a limit on PostgreSQL's files. */
    static Disk in(Path folder, boolean mount) throws IOException, InterruptedException {
        if (mount) {
            try {
                return MountedDisk.in(folder);
            } catch (IOException refused) {
                return new LimitedFiles(
                        Files.createDirectories(folder.resolve("disk")), "no mount: " + refused.getMessage());
            }
        }
        return new LimitedFiles(Files.createDirectories(folder.resolve("disk")), "no mount was asked for");
    }

    /** Runs a program; fails with its words. */
    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command[0] + ": " + words.strip());
        }
    }
}
