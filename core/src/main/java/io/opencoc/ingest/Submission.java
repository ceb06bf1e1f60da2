package io.opencoc.ingest;

import io.opencoc.alarm.AlarmWriter;
import io.vertx.core.Promise;
import java.time.Instant;

/**
 * Alarms of one request that go to one lane.
 *
 * @param receivedAt to the millisecond
 * @param stored completed after the commit, failed when they are not stored
 */
record Submission(Origin origin, AlarmWriter.Written written, Instant receivedAt, Promise<Void> stored) {}
