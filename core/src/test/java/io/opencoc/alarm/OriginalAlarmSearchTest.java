package io.opencoc.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.opencoc.alarm.OriginalAlarmRepository.Found;
import io.opencoc.alarm.OriginalAlarmRepository.Placed;
import io.opencoc.api.AlarmEvent;
import io.opencoc.kernel.access.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class OriginalAlarmSearchTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final UUID one = new UUID(1, 1);

    /** A block with an alarm for each of these milliseconds, by the name of the lane and its place. */
    private Placed block(int lane, long... millis) {
        var fields = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < millis.length; i++) {
            AlarmEvent e = AlarmEvent.builder("f", "lane " + lane + " number " + i)
                    .startsAt(AT)
                    .build();
            fields.writeBytes(
                    AlarmWriter.write(List.of(e), AT.plusMillis(millis[i])).fields());
        }
        byte[] plain = fields.toByteArray();
        return new Placed(
                new AlarmBlock(
                        one,
                        one,
                        "s",
                        lane,
                        1,
                        millis.length,
                        millis.length,
                        plain.length,
                        AlarmBlock.packed(List.of(plain), deflater).getBytes()),
                one,
                AT.plusMillis(millis[millis.length - 1]));
    }

    private OriginalAlarmSearch search(int size) {
        return new OriginalAlarmSearch(
                OriginalAlarmQuery.newest(null, size, AT.minusSeconds(60), AT.plusSeconds(60)), Scope.ALL);
    }

    private static List<Long> times(Found found) {
        return found.alarms().stream()
                .map(a -> a.receivedAt().toEpochMilli() - AT.toEpochMilli())
                .toList();
    }

    @Test
    void blocksOfSeveralLanesAreMerged() {
        OriginalAlarmSearch search = search(4);
        search.look(List.of(block(1, 10, 30, 50)));
        assertNull(search.found(AT.plusMillis(50)), "the next block may have something of the same moment");
        search.look(List.of(block(2, 20, 40, 45)));
        assertNull(search.found(AT.plusMillis(45)));
        search.look(List.of(block(3, 1, 25)));
        Found found = search.found(AT.plusMillis(25));
        assertNull(found, "four are certain, and whether there is a fifth is not");
        search.look(List.of(block(4, 2)));
        found = certain(search.found(AT.plusMillis(2)));
        assertEquals(List.of(50L, 45L, 40L, 30L), times(found));
        assertEquals(found.alarms().getLast().id(), found.next());
    }

    private static Found certain(Found found) {
        assertNotNull(found);
        return found;
    }

    @Test
    void theEndIsTheEnd() {
        OriginalAlarmSearch search = search(4);
        search.look(List.of(block(1, 10, 30)));
        assertEquals(List.of(30L, 10L), times(search.all()));
        assertNull(search.all().next());
    }

    @Test
    void aSearchThatFindsLittleGoesOnWithTheNextPage() {
        OriginalAlarmSearch search = new OriginalAlarmSearch(
                new OriginalAlarmQuery(
                        "NUMBER 7000",
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        AT.minusSeconds(60),
                        AT.plusSeconds(60),
                        new UUID(-1, -1),
                        20),
                Scope.ALL);
        long[] many = new long[10_000];
        java.util.Arrays.setAll(many, i -> i);
        List<Placed> blocks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            blocks.add(block(i, many));
        }
        search.look(blocks.subList(0, 9));
        assertNull(search.found(AT.plusMillis(6_999)));
        search.look(blocks.subList(9, 10));
        Found found = certain(search.found(AT.plusMillis(6_999)));
        assertEquals(10, found.alarms().size());
        assertNotNull(found.next());
        assertEquals(AT.plusMillis(7_000), io.opencoc.kernel.Ids.instantOf(found.next()));
    }
}
