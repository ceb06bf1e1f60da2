package io.opencoc.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class AlarmBlockTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123Z");

    private static AlarmEvent whole(int n) {
        return AlarmEvent.builder("fingerprint " + n, "Größe 漢字 😀")
                .alarmId(n % 2 == 0 ? "fingerprint " + n : "")
                .level(AlarmLevel.values()[n % AlarmLevel.values().length])
                .status(n % 3 == 0 ? AlarmStatus.OK : AlarmStatus.ALARM)
                .startsAt(Instant.parse("1969-12-31T23:59:59.999999Z").plusSeconds(n))
                .endsAt(n % 3 == 0 ? AT.plusNanos(1_000) : null)
                .expiresAt(n % 5 == 0 ? Instant.parse("9999-12-31T23:59:59Z") : null)
                .namespace(n % 7 == 0 ? null : "shop")
                .region("")
                .application("a".repeat(200))
                .resourceName(null)
                .resourceId("host\u0000" + n)
                .description("x".repeat(n * 10))
                .url("https://example.com/" + n)
                .additional(n % 2 == 0 ? Map.of() : Map.of("job", "node", "pod", "web-" + n))
                .raw("{\"n\":" + n + "}")
                .build();
    }

    private static AlarmEvent withoutRaw(AlarmEvent e) {
        return new AlarmEvent(
                e.fingerprint(),
                e.alarmId(),
                e.name(),
                e.level(),
                e.status(),
                e.startsAt(),
                e.endsAt(),
                e.expiresAt(),
                e.namespace(),
                e.region(),
                e.application(),
                e.resourceName(),
                e.resourceId(),
                e.description(),
                e.url(),
                e.additional(),
                "");
    }

    @Test
    void whatIsWrittenIsRead() {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        List<AlarmEvent> events = new ArrayList<>();
        List<byte[]> fields = new ArrayList<>();
        List<byte[]> raws = new ArrayList<>();
        for (int part = 0; part < 20; part++) {
            List<AlarmEvent> of = new ArrayList<>();
            for (int i = 0; i <= part; i++) {
                of.add(whole(events.size() + i));
            }
            events.addAll(of);
            AlarmWriter.Written written = AlarmWriter.write(of, AT.plusMillis(part));
            fields.add(written.fields());
            raws.add(written.raws());
        }
        byte[] packed = AlarmBlock.packed(fields, deflater).getBytes();
        assertTrue(packed.length < size(fields) / 3, packed.length + " of " + size(fields));
        UUID integration = UUID.randomUUID();
        AlarmBlock block = new AlarmBlock(
                UUID.randomUUID(), integration, "test", 3, 17, 1_000, events.size(), size(fields), packed);
        List<OriginalAlarm> read = block.alarms();
        assertEquals(
                events.stream().map(AlarmBlockTest::withoutRaw).toList(),
                read.stream().map(OriginalAlarm::event).toList());
        assertEquals(AT, read.getFirst().receivedAt());
        assertEquals(AT.plusMillis(19), read.getLast().receivedAt());
        assertEquals(
                events.size(), read.stream().map(OriginalAlarm::id).distinct().count());
        assertEquals(
                new AlarmBlock.Place(3, 17, 1_000),
                AlarmBlock.Place.of(read.getLast().id()));
        byte[] packedRaws = AlarmBlock.packed(raws, deflater).getBytes();
        for (int i : List.of(0, 1, events.size() - 1)) {
            assertEquals("{\"n\":" + i + "}", AlarmBlock.raw(packedRaws, i));
        }
        deflater.end();
    }

    @Test
    void idsSortByTimeAndThenByTheLog() {
        UUID first = AlarmBlock.id(AT, 1, 2, 3);
        assertEquals(7, first.version());
        assertEquals(2, first.variant());
        assertTrue(first.toString().compareTo(AlarmBlock.id(AT, 1, 2, 4).toString()) < 0);
        assertTrue(first.toString()
                        .compareTo(AlarmBlock.id(AT.plusMillis(1), 0, 0, 0).toString())
                < 0);
    }

    private static int size(List<byte[]> pieces) {
        return pieces.stream().mapToInt(p -> p.length).sum();
    }
}
