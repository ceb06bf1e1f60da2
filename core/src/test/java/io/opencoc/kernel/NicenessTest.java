package io.opencoc.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On Linux alone, and on a Java that lets native functions be called. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(minVersion = 22)
public class NicenessTest {

    /** What Linux says of a thread of this process. */
    public static int of(int thread) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }

    private static int here() {
        try {
            return of(Niceness.threadId());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T within(CompletableFuture<T> done) throws Exception {
        return done.get(20, TimeUnit.SECONDS);
    }

    @Test
    void oneThreadIsMadeNiceAndThoseThatItStartsNotTheOthers() throws Exception {
        int before = here();
        CompletableFuture<Integer> nice = new CompletableFuture<>();
        CompletableFuture<Integer> child = new CompletableFuture<>();
        new Thread(Niceness.background(() -> {
                    nice.complete(here());
                    new Thread(() -> child.complete(here())).start();
                }))
                .start();
        assertEquals(Math.max(before, Niceness.BACKGROUND), within(nice));
        assertEquals(Math.max(before, Niceness.BACKGROUND), within(child));
        assertEquals(before, here());
    }

    @Test
    void anotherThreadIsMadeNiceByItsNumber() throws Exception {
        CompletableFuture<Integer> number = new CompletableFuture<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread other = new Thread(() -> {
            number.complete(Niceness.threadId());
            end.join();
        });
        other.start();
        assertTrue(Niceness.set(within(number), Niceness.LOWEST));
        assertEquals(Niceness.LOWEST, of(within(number)));
        end.complete(null);
        other.join();
    }

    @Test
    void whatIsNoThreadIsLeftAlone() {
        int before = here();
        assertFalse(Niceness.set(0, Niceness.LOWEST));
        assertEquals(before, here());
    }
}
