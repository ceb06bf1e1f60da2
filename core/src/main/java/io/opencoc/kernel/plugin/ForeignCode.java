package io.opencoc.kernel.plugin;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pf4j.PluginRuntimeException;

/** Ways to run code that is not ours. */
final class ForeignCode {
    private static final int MAX_REASON = 500;

    private ForeignCode() {}

    /**
     * Runs a call with the plug-in's class loader as the thread's: libraries that look for their parts through it, {@link
     * java.util.ServiceLoader} among them, must not find the server's.
     */
    static <T> T inside(ClassLoader loader, Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Runs a call on a thread of its own and waits for it, but not for ever.
     *
     * @throws PluginRuntimeException with the reason in one line if the call throws anything or takes too long; then its thread is
     *     interrupted and left behind
     */
    static <T> T within(Duration limit, ClassLoader loader, String what, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(() -> inside(loader, call));
        ForeignThreads.Nice thread = new ForeignThreads.Nice(task, "plugin: " + what);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PluginRuntimeException(cause, what + " failed: " + reason(cause));
        } catch (TimeoutException e) {
            thread.interrupt();
            ForeignThreads.lower(thread);
            throw new PluginRuntimeException(what + " took longer than " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new PluginRuntimeException(e, what + " was interrupted");
        }
    }

    /** What an exception says, cut. */
    static String message(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.length() > MAX_REASON ? message.substring(0, MAX_REASON) + "…" : message;
    }

    /** What went wrong, in one line, with the type unless the exception was made for people. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof InvocationTargetException
                        || cause instanceof ExceptionInInitializerError
                        || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message;
        try {
            message = cause.getMessage();
        } catch (RuntimeException e) {
            message = null; // a foreign exception may do anything
        }
        String type =
                cause instanceof PluginRuntimeException ? "" : cause.getClass().getSimpleName();
        String text = message == null ? type : type.isEmpty() ? message : type + ": " + message;
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
    }
}
