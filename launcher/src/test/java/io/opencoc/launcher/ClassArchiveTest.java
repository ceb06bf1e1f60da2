package io.opencoc.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    Path folder;

    private Path file(String name, int day) throws Exception {
        Path file = Files.createFile(folder.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(day * 86_400L)));
    }

    @Test
    void keepsItsOwnAndTheNewestOther() throws Exception {
        Path own = file("classes-1.jsa", 1);
        file("classes-2.jsa", 2);
        file("classes-3.jsa", 4);
        file("classes-4.jsa", 3);
        file("coc-0123456789abcdef", 1);
        ClassArchive.removeOthers(own);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    Set.of("classes-1.jsa", "classes-3.jsa", "coc-0123456789abcdef"),
                    left.map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
        }
    }
}
