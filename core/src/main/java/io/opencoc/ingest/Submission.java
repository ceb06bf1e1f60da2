package io.opencoc.ingest;

import io.opencoc.api.AlarmEvent;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;

/**
 * Alarms of one request that go to one lane.
 *
 * @param receivedAt to the millisecond
 * @param bytes what they weigh, about
 * @param stored completed after the commit, failed when they are not stored
 */
record Submission(Origin origin, List<AlarmEvent> events, Instant receivedAt, long bytes, Promise<Void> stored) {}
