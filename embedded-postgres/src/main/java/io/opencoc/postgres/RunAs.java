package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PostgreSQL's programs are run as a user that they accept: they refuse root.
 *
 * <p>PostgreSQL runs as the owner of its data. When root owns it, it runs in a user namespace without any mapping, where
 * root's files stay reachable but root's powers are gone. Where a container forbids that, the data is given to a user
 * that nobody else uses.
 *
 * @param prefix what comes before the program
 * @param owner who new files of PostgreSQL must belong to
 */
record RunAs(List<String> prefix, Owner owner) {

    private static final Logger LOG = LoggerFactory.getLogger(RunAs.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** In a range that neither distributions nor systemd give to anybody. */
    private static final Owner NOBODY_ELSE = new Owner(60_932, 60_932);

    /** Finds the way that works here by running {@code postgres --version}. Changes nothing. */
    static RunAs choose(DataFolder folder, Binaries binaries) throws IOException, InterruptedException {
        Owner us = Owner.current();
        if (!us.isRoot()) {
            return checked(new RunAs(List.of(), us), folder, binaries, "");
        }
        Owner owner = Files.exists(folder.cluster()) ? Owner.of(folder.cluster()) : folder.owner();
        if (!owner.isRoot()) {
            return checked(as(owner), folder, binaries, "");
        }
        RunAs namespace = new RunAs(List.of("unshare", "--user"), us);
        String refused = namespace.tryOut(folder, binaries);
        if (refused.isEmpty()) {
            return namespace;
        }
        LOG.info("No user namespace for PostgreSQL ({}): it will run as user {}", refused, NOBODY_ELSE.uid());
        return checked(as(NOBODY_ELSE), folder, binaries, "; in a user namespace: " + refused);
    }

    /** Gives the cluster to the user PostgreSQL will run as. Nothing of PostgreSQL may be running. */
    void handOver(DataFolder folder) throws IOException {
        if (!Owner.current().isRoot()) {
            return;
        }
        if (Files.exists(folder.cluster()) && Owner.of(folder.cluster()).uid() != owner.uid()) {
            owner.take(folder.cluster());
        }
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private static RunAs as(Owner owner) {
        return new RunAs(
                List.of("setpriv", "--reuid=" + owner.uid(), "--regid=" + owner.gid(), "--clear-groups"), owner);
    }

    private static RunAs checked(RunAs way, DataFolder folder, Binaries binaries, String before)
            throws IOException, InterruptedException {
        if (folder.owner().uid() != way.owner.uid()) {
            folder.letPass(way.owner);
        }
        String refused = way.tryOut(folder, binaries);
        if (!refused.isEmpty()) {
            throw new PostgresException("Cannot run PostgreSQL's programs in " + binaries.home() + " as user "
                    + way.owner.uid() + ": " + refused + before
                    + " (that user must be able to pass through every folder above, and the file system must allow"
                    + " programs)");
        }
        return way;
    }

    /** The reason why it does not work, or nothing. */
    private String tryOut(DataFolder folder, Binaries binaries) throws InterruptedException {
        List<String> command = command(binaries.program("postgres"), List.of("--version"));
        try {
            Command.Result result = Command.run(command, folder.path(), PATIENCE);
            return result.code() == 0 ? "" : result.output() + " (exit code " + result.code() + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
