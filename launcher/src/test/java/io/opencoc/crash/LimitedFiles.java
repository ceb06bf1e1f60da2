package io.opencoc.crash;

import java.io.IOException;
import java.nio.file.Path;

/**
 * PostgreSQL may write nothing beyond the first 4 MiB of any file (RLIMIT_FSIZE): for those who cannot mount. Writes fail with EFBIG in place
 * of ENOSPC, those of the log of transactions most often, so that PostgreSQL ends; the one that the server then starts has no limit. Not less: shared
 * memory is files too, and a PostgreSQL 18 whose recovery gets none waits for ever.
 */
final class LimitedFiles implements Disk {
    private static final String LIMIT = String.valueOf(4 << 20);

    private final Path folder;
    private final String reason;

    LimitedFiles(Path folder, String reason) {
        this.folder = folder;
        this.reason = reason;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String describe() {
        return "not a full disk but a limit on the size of PostgreSQL's files (EFBIG; " + reason + ")";
    }

    @Override
    public void fill(Victim victim) throws InterruptedException {
        limit(victim, LIMIT);
    }

    @Override
    public void free(Victim victim) throws InterruptedException {
        limit(victim, "unlimited");
    }

    /** The soft limit only: it can be raised again. */
    private static void limit(Victim victim, String soft) throws InterruptedException {
        for (ProcessHandle process : victim.postgres()) {
            try {
                Disk.run("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + soft + ":");
            } catch (IOException e) {
                // it has just ended
            }
        }
    }

    @Override
    public void close() {}
}
