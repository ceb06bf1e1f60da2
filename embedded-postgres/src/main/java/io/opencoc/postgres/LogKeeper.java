package io.opencoc.postgres;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the size of PostgreSQL's log every few seconds until closed. */
final class LogKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final PostgresLog log;
    private final Thread thread;

    LogKeeper(PostgresLog log) {
        this.log = log;
        this.thread = Thread.ofVirtual().name("postgres-log-keeper").start(this::keep);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void keep() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                bound();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void bound() {
        try {
            log.bound();
        } catch (IOException e) {
            LOG.warn("The log {} could not be shortened", log.file(), e);
        }
    }
}
