package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A user and group, by number: the names need not exist on the host. */
record Owner(int uid, int gid) {

    boolean isRoot() {
        return uid == 0;
    }

    /** The effective user of this process. */
    static Owner current() throws IOException {
        int uid = -1;
        int gid = -1;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Uid:")) {
                uid = effective(line);
            } else if (line.startsWith("Gid:")) {
                gid = effective(line);
            }
        }
        return new Owner(uid, gid);
    }

    static Owner of(Path file) throws IOException {
        return new Owner((Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS), (Integer)
                Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    /** Gives the file, and what is in it when it is a folder, to this owner. Links are not followed. */
    void take(Path tree) throws IOException {
        FileTree.visit(tree, file -> {
            Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        });
    }

    /** From "Uid: real effective saved filesystem". */
    private static int effective(String line) {
        return Integer.parseInt(line.split("\\s+", -1)[2]);
    }
}
