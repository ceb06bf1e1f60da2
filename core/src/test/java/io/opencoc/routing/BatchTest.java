package io.opencoc.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.alarm.Occurrence;
import io.opencoc.alarm.OriginalAlarm;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.kernel.Ids;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How events fold into occurrences. */
class BatchTest {
    static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
    static final UUID INTEGRATION = UUID.randomUUID();

    static OriginalAlarm fires(String fingerprint, int startsAt, AlarmLevel level) {
        return original(AlarmEvent.builder(fingerprint, "HighCpu")
                .startsAt(T0.plusSeconds(startsAt))
                .level(level)
                .build());
    }

    static OriginalAlarm fires(String fingerprint, int startsAt) {
        return fires(fingerprint, startsAt, AlarmLevel.MAJOR);
    }

    static OriginalAlarm recovers(String fingerprint, int startsAt, int endsAt) {
        return original(AlarmEvent.builder(fingerprint, "HighCpu")
                .startsAt(T0.plusSeconds(startsAt))
                .endsAt(T0.plusSeconds(endsAt))
                .status(AlarmStatus.OK)
                .build());
    }

    static OriginalAlarm original(AlarmEvent event) {
        return new OriginalAlarm(Ids.at(T0), INTEGRATION, "prometheus", T0.plusSeconds(500), event);
    }

    static List<Occurrence> fold(OriginalAlarm... originals) {
        return new Batch(Arrays.asList(originals)).fold(Map.of(), T0);
    }

    @Test
    void repetitionsCount() {
        List<Occurrence> out = fold(fires("a", 0), fires("a", 0), fires("b", 0), fires("a", 0));
        assertEquals(List.of(3L, 1L), out.stream().map(Occurrence::count).toList());
        assertFalse(out.getFirst().endedNow());
    }

    @Test
    void aRecoveryEndsItAndALaterStartBeginsAnother() {
        List<Occurrence> out = fold(fires("a", 0), recovers("a", 0, 60), fires("a", 120));
        assertEquals(2, out.size());
        assertTrue(out.getFirst().endedNow());
        assertEquals(T0.plusSeconds(60), out.getFirst().ended().endedAt());
        assertFalse(out.getLast().endedNow());
    }

    @Test
    void aLateRepetitionOfAnEndedOccurrenceOnlyCounts() {
        List<Occurrence> out = fold(fires("a", 0), recovers("a", 0, 60), fires("a", 0));
        assertEquals(1, out.size());
        assertEquals(2, out.getFirst().count());
        assertTrue(out.getFirst().endedNow());
    }

    @Test
    void aRecoveryOfAnEarlierOccurrenceDoesNotEndThisOne() {
        List<Occurrence> out = fold(fires("a", 120), recovers("a", 0, 60));
        assertFalse(out.getFirst().endedNow());
    }

    @Test
    void aRecoveryOfNothingIsNothing() {
        assertEquals(List.of(), fold(recovers("a", 0, 60)));
    }

    @Test
    void aChangeOfLevelIsAStep() {
        Occurrence o = fold(
                        fires("a", 0, AlarmLevel.MINOR),
                        fires("a", 0, AlarmLevel.CRITICAL),
                        fires("a", 0, AlarmLevel.CRITICAL))
                .getFirst();
        assertEquals(
                List.of(Occurrence.Kind.FIRED, Occurrence.Kind.LEVEL_CHANGED),
                o.steps().stream().map(Occurrence.Step::kind).toList());
        assertEquals(AlarmLevel.CRITICAL, o.level());
    }

    @Test
    void rulesLookAgainOnlyWhenTheyHaveChanged() {
        Occurrence o = fold(fires("a", 0)).getFirst();
        assertTrue(o.isToBeJudged(7));
        o.judged(7, null, null);
        assertTrue(o.isToBeJudged(8));
    }
}
