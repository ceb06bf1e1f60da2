package io.opencoc.launcher.app;

import io.opencoc.postgres.EmbeddedPostgres;
import io.opencoc.postgres.PostgresException;
import io.opencoc.postgres.PostgresExit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an embedded PostgreSQL back that died while nobody asked it to, with pauses from 0.2 s to 30 s, until it runs or is closed. */
final class PostgresWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);
    private static final long LONGEST_PAUSE = 30_000;

    private final EmbeddedPostgres postgres;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread reviver;

    PostgresWatch(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        watch();
    }

    private void watch() {
        postgres.onExit().thenAccept(exit -> {
            if (!exit.expected() && !isClosed()) {
                reviver = Thread.ofPlatform().name("postgres-reviver").daemon().start(() -> revive(exit));
            }
        });
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void revive(PostgresExit exit) {
        LOG.error(
                "PostgreSQL ended by itself with code {}; it is started again. Its last words: {}",
                exit.code(),
                exit.lastWords());
        try {
            for (long pause = 200;
                    !closed.await(pause, TimeUnit.MILLISECONDS);
                    pause = Math.min(LONGEST_PAUSE, pause * 2)) {
                try {
                    postgres.restart();
                    watch();
                    return;
                } catch (PostgresException e) {
                    LOG.error("PostgreSQL does not start: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("PostgreSQL is not started again: the server stops");
        } catch (IllegalStateException e) {
            LOG.debug("PostgreSQL is not started again: {}", e.getMessage());
        }
    }

    /** Stops PostgreSQL, for good. */
    @Override
    public void close() {
        closed.countDown();
        Thread running = reviver;
        if (running != null) {
            running.interrupt();
        }
        postgres.close();
    }
}
