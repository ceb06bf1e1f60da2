package io.opencoc.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.alarm.AlarmWriter;
import io.opencoc.api.AlarmEvent;
import io.opencoc.kernel.http.Problem;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final UUID NOISY = UUID.randomUUID();
    private static final UUID QUIET = UUID.randomUUID();
    private static final AlarmEvent ALARM =
            AlarmEvent.builder("f", "A").startsAt(Instant.EPOCH).raw("{}").build();

    private final List<Submission> lane = new ArrayList<>();
    private long now;
    private final Turns turns = new Turns(lane::add, () -> now);

    private Submission submit(UUID integration, int alarms) {
        Submission s = new Submission(
                new Origin(UUID.randomUUID(), integration, "test"),
                AlarmWriter.write(Collections.nCopies(alarms, ALARM), Instant.EPOCH),
                Instant.EPOCH,
                Promise.promise());
        turns.submit(s);
        return s;
    }

    @Test
    void aFewAlarmsDoNotWaitForThousandsOfAnother() {
        List<Submission> flood = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            flood.add(submit(NOISY, 1_250));
        }
        assertEquals(8, lane.size(), "two batches ahead");
        Submission quiet = submit(QUIET, 1);
        lane.get(0).stored().complete();
        lane.get(1).stored().complete();
        assertTrue(lane.indexOf(quiet) <= 9, "its turn is the next but one");
        for (int i = 0; i < lane.size(); i++) {
            lane.get(i).stored().tryComplete();
        }
        lane.remove(quiet);
        assertEquals(flood, lane, "all came, in their order");
    }

    @Test
    void aLaneThatHasStalledKeepsNobodyWaiting() {
        Submission first = submit(NOISY, 1);
        now += TimeUnit.SECONDS.toNanos(4);
        assertFalse(submit(QUIET, 1).stored().future().isComplete());
        now += TimeUnit.SECONDS.toNanos(2);
        Problem problem = assertInstanceOf(
                Problem.class, submit(QUIET, 1).stored().future().cause());
        assertEquals(503, problem.status());
        first.stored().fail("lost");
        assertFalse(submit(QUIET, 1).stored().future().isComplete(), "it goes on");
        assertEquals(3, lane.size());
    }

    @Test
    void aLaneThatHadNothingToDoHasNotStalled() {
        submit(NOISY, 1).stored().complete();
        now += TimeUnit.HOURS.toNanos(1);
        submit(QUIET, 1);
        assertFalse(turns.isStalled());
    }
}
