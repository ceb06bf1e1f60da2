package io.opencoc.kernel;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How willingly a thread leaves the processor to others, from 0 to 19. The JVM's own thread priorities do nothing on Linux, so the operating system is
 * asked; raising the value needs no privilege there, lowering it again does: a thread that has been made nice stays so, and so do those that it
 * starts. Does nothing elsewhere, and on Java 21, which has no final interface for native calls. Safe for all threads; takes some microseconds.
 */
public final class Niceness {
    /**
     * For work that may wait a little: about a third of what another thread gets while there is not enough for both. No less, for somebody waits for
     * it all the same: with 10, on a machine that others keep busy, hardly any password was looked at.
     */
    public static final int BACKGROUND = 5;

    /** For what nobody waits for: it gets next to nothing while others have work. */
    public static final int LOWEST = 19;

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final @Nullable MethodHandle SET_PRIORITY = setPriority();

    private Niceness() {}

    /** The operating system's number of the calling thread; 0, which is none, where threads cannot be made nice. */
    public static int threadId() {
        if (SET_PRIORITY == null) {
            return 0;
        }
        try {
            return Integer.parseInt(
                    Files.readSymbolicLink(THIS_THREAD).getFileName().toString());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** As {@code task}, after its thread has been made nice. */
    public static Runnable background(Runnable task) {
        return () -> {
            set(threadId(), BACKGROUND);
            task.run();
        };
    }

    /**
     * Makes a thread nice.
     *
     * @param threadId as {@link #threadId} gave it, while that thread lives; 0 does nothing
     * @return whether it is so now
     */
    @SuppressWarnings("CatchingUnchecked")
    public static boolean set(int threadId, int niceness) {
        MethodHandle call = SET_PRIORITY;
        if (call == null || threadId == 0) {
            return false;
        }
        try {
            return (int) call.invoke(0, threadId, niceness) == 0;
        } catch (Throwable e) { // what a method handle may throw
            LOG.debug("Cannot make thread {} nice", threadId, e);
            return false;
        }
    }

    /** {@code int setpriority(int which, id_t who, int value)}, through classes that Java 21 keeps for itself. */
    private static @Nullable MethodHandle setPriority() {
        if (Runtime.version().feature() < 22 || !Files.isSymbolicLink(THIS_THREAD)) {
            return null;
        }
        try {
            Class<?> linkers = Class.forName("java.lang.foreign.Linker");
            Class<?> layouts = Class.forName("java.lang.foreign.MemoryLayout");
            Class<?> segments = Class.forName("java.lang.foreign.MemorySegment");
            Class<?> signatures = Class.forName("java.lang.foreign.FunctionDescriptor");
            Class<?> options = Class.forName("java.lang.foreign.Linker$Option").arrayType();
            Object integer = Class.forName("java.lang.foreign.ValueLayout")
                    .getField("JAVA_INT")
                    .get(null);
            Object parameters = Array.newInstance(layouts, 3);
            for (int i = 0; i < 3; i++) {
                Array.set(parameters, i, integer);
            }
            Object signature =
                    signatures.getMethod("of", layouts, parameters.getClass()).invoke(null, integer, parameters);
            Object linker = linkers.getMethod("nativeLinker").invoke(null);
            Optional<?> function = (Optional<?>) Class.forName("java.lang.foreign.SymbolLookup")
                    .getMethod("find", String.class)
                    .invoke(linkers.getMethod("defaultLookup").invoke(linker), "setpriority");
            if (function.isEmpty()) {
                return null;
            }
            return (MethodHandle) linkers.getMethod("downcallHandle", segments, signatures, options)
                    .invoke(linker, function.get(), signature, Array.newInstance(options.componentType(), 0));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("Threads cannot be made nice", e);
            return null;
        }
    }
}
