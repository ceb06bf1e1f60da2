package io.opencoc.kernel.plugin;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What threads take of the heap. It cannot be partitioned; but who takes much of it can be found out, and not be called again. */
final class Memory {
    /** The most that one call of a stranger may allocate: a sixteenth of the heap, 16 MiB at least. */
    static final long MOST_BYTES_A_CALL =
            Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Memory() {}

    /** In bytes, since the thread began; 0 where the JVM does not count. */
    static long allocatedByThisThread() {
        return THREADS instanceof com.sun.management.ThreadMXBean counting
                        && counting.isThreadAllocatedMemorySupported()
                ? Math.max(0, counting.getCurrentThreadAllocatedBytes())
                : 0;
    }
}
