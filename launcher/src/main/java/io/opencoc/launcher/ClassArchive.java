package io.opencoc.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JVM's archive of the classes that a server uses, which makes the next start a second quicker. Written when the start script asks for it. */
final class ClassArchive {
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    private static final String PROPERTY = "coc.classes";
    /** This build's archive, and that of the build before it, in case somebody goes back. */
    private static final int KEPT = 2;

    private ClassArchive() {}

    /** Writes it, which takes one to two seconds; a failure does no harm. */
    static void write() {
        String file = System.getProperty(PROPERTY);
        if (file == null || file.isBlank()) {
            return;
        }
        Path fresh = Path.of(file + "." + ProcessHandle.current().pid());
        try {
            Object said = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmCds",
                            new Object[] {new String[] {"dynamic_dump", '"' + fresh.toString() + '"'}},
                            new String[] {String[].class.getName()});
            LOG.debug("The archive of classes: {}", said);
            if (Files.exists(fresh)) {
                move(fresh, Path.of(file));
                removeOthers(Path.of(file));
            }
        } catch (JMException | IOException | RuntimeException e) {
            LOG.debug("There is no archive of classes: {}", e.toString());
        }
    }

    /** Removes archives of other builds, which take 50 MB each, but the newest; a server that reads one goes on, for it has the file open. */
    static void removeOthers(Path file) throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), "classes-*.jsa")) {
            all.forEach(others::add);
        }
        others.removeIf(f -> f.getFileName().equals(file.getFileName()));
        others.sort(Comparator.comparingLong(f -> -f.toFile().lastModified()));
        for (Path old : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
