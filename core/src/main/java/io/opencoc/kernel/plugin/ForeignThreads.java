package io.opencoc.kernel.plugin;

import io.opencoc.kernel.Niceness;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one extension that is not bundled: few, gone when they have had nothing to do for a while, and nice to the server's own. One that
 * does not come back is made as nice as can be; that cannot be taken back, so it is not used again. Threads that the extension itself starts are as nice as the one
 * that starts them. Safe for all threads.
 */
final class ForeignThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 60;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean COUNTED = THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private final String name;
    private final int most;
    private ThreadPoolExecutor threads;
    private boolean closed;

    ForeignThreads(String name, int most) {
        this.name = name;
        this.most = most;
        this.threads = fresh();
    }

    /** A thread that knows what the operating system calls it. */
    static final class Nice extends Thread {
        private volatile int number;

        Nice(Runnable work, String name) {
            super(work, name);
            setDaemon(true);
        }

        @Override
        public void run() {
            number = Niceness.threadId();
            Niceness.set(number, Niceness.BACKGROUND);
            super.run();
        }
    }

    private ThreadPoolExecutor fresh() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // its user limits what waits
                work -> new Nice(work, name));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** @throws RejectedExecutionException when it is closed */
    synchronized void execute(Runnable task) {
        threads.execute(task);
    }

    /** What a thread that lives has had of processors, in nanoseconds; 0 where nobody counts. */
    static long processorTime(Thread thread) {
        return COUNTED ? Math.max(0, THREADS.getThreadCpuTime(thread.threadId())) : 0;
    }

    /** Lets others go before a thread of these, for the rest of its life. */
    static void lower(Thread thread) {
        if (thread instanceof Nice nice) {
            Niceness.set(nice.number, Niceness.LOWEST);
        }
    }

    /**
     * Gives what waits and what comes new threads; what runs ends on the old ones. To be called by a thread that is not nice: new ones are as nice as
     * the one that starts them.
     */
    synchronized void renew() {
        if (closed) {
            return;
        }
        ThreadPoolExecutor spent = threads;
        threads = fresh();
        List<Runnable> waiting = new ArrayList<>();
        spent.getQueue().drainTo(waiting);
        spent.shutdown();
        waiting.forEach(threads::execute);
    }

    /** Interrupts what runs, and lets what waits run here and now: it finds itself {@linkplain #isClosed closed}. */
    @Override
    public void close() {
        List<Runnable> waiting;
        synchronized (this) {
            closed = true;
            waiting = threads.shutdownNow();
        }
        waiting.forEach(Runnable::run);
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
