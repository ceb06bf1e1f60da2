package io.opencoc.kernel.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A request's body on its way to a file: no faster than the disk writes it, so that it takes some kilobytes of memory however long it is. The
 * request must be paused. Runs on the request's event loop.
 */
public final class BodyFile {
    private final Vertx vertx;
    private final AsyncFile file;
    private final Limits limits;
    private final Consumer<Buffer> seen;
    private final Promise<Long> done = Promise.promise();
    private final AtomicBoolean over = new AtomicBoolean();
    private final long timer;
    private long length;

    /**
     * What a body may take.
     *
     * @param most bytes
     * @param patience for all of it
     * @param tooLarge what the client is told of a longer one
     */
    public record Limits(long most, Duration patience, Problem tooLarge) {

        /** Refuses a body that says itself that it is too long, before any of it is read. */
        public void check(HttpServerRequest request) {
            String declared = request.getHeader("Content-Length");
            if (declared != null && (declared.length() > 15 || Long.parseLong(declared) > most)) {
                throw tooLarge;
            }
        }
    }

    /**
     * Receives a body. The file is closed, and on the disk, when this is done or has failed; a failed one is the caller's to delete.
     *
     * @param to an existing file, which is overwritten
     * @param seen is given each piece, in order; must not keep or change it
     * @return how long it is, in bytes
     */
    public static Future<Long> receive(
            Vertx vertx, HttpServerRequest request, String to, Limits limits, Consumer<Buffer> seen) {
        return vertx.fileSystem()
                .open(to, new OpenOptions().setWrite(true).setTruncateExisting(true))
                .compose(file -> new BodyFile(vertx, request, file, limits, seen).done.future());
    }

    private BodyFile(Vertx vertx, HttpServerRequest request, AsyncFile file, Limits limits, Consumer<Buffer> seen) {
        this.vertx = vertx;
        this.file = file;
        this.limits = limits;
        this.seen = seen;
        this.timer = vertx.setTimer(
                limits.patience().toMillis(),
                id -> fail(Problem.of(
                        Problem.Kind.INVALID,
                        "The body did not arrive within " + limits.patience().toMinutes() + " minutes.")));
        request.handler(chunk -> add(request, chunk));
        request.endHandler(v -> end());
        request.exceptionHandler(
                f -> fail(Problem.of(Problem.Kind.INVALID, "The body cannot be read: " + f.getMessage())));
        file.exceptionHandler(this::fail);
        request.resume();
    }

    private void add(HttpServerRequest request, Buffer chunk) {
        length += chunk.length();
        if (length > limits.most()) {
            fail(limits.tooLarge());
        } else if (!over.get()) {
            seen.accept(chunk);
            file.write(chunk);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(v -> request.resume());
            }
        }
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            vertx.cancelTimer(timer);
            file.flush().eventually(file::close).map(length).onComplete(done);
        }
    }

    private void fail(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            vertx.cancelTimer(timer);
            file.close().onComplete(closed -> done.fail(failure));
        }
    }
}
