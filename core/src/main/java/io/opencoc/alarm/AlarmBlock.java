package io.opencoc.alarm;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A row of the log: what a lane committed of one integration at once. Immutable.
 *
 * @param count alarms
 * @param size bytes of fields when they are not compressed
 */
public record AlarmBlock(
        UUID tenant,
        UUID integrationId,
        String source,
        int lane,
        long epoch,
        long lastSeq,
        int count,
        int size,
        byte[] fields) {
    public static final String COLUMNS =
            "tenant_id, integration_id, source, lane, epoch, last_seq, count, size, fields";

    private static final AlarmLevel[] LEVELS = AlarmLevel.values();
    /** Below this, compression saves little. */
    private static final int SMALL = 200;

    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;

    /** From a row with {@link #COLUMNS}. */
    public static AlarmBlock of(Row r) {
        return new AlarmBlock(
                r.getUUID("tenant_id"),
                r.getUUID("integration_id"),
                r.getString("source"),
                r.getInteger("lane"),
                r.getLong("epoch"),
                r.getLong("last_seq"),
                r.getInteger("count"),
                r.getInteger("size"),
                r.getBuffer("fields").getBytes());
    }

    /** The sequence number of its first alarm. */
    public long firstSeq() {
        return lastSeq - count + 1;
    }

    /** Its alarms, in the order of the log. What was sent is left out: it is read where it is shown. */
    public List<OriginalAlarm> alarms() {
        Bytes in = new Bytes(unpacked(fields, size));
        List<OriginalAlarm> out = new ArrayList<>(count);
        long seq = firstSeq();
        while (in.hasMore()) {
            int part = (int) in.number();
            Instant receivedAt = Instant.ofEpochMilli(in.number());
            for (int i = 0; i < part; i++) {
                out.add(alarm(in, receivedAt, seq++));
            }
        }
        return out;
    }

    /** What was sent, of the alarm with this place in its block. */
    static String raw(byte[] raws, int index) {
        Bytes in = new Bytes(unpacked(raws, 4 * raws.length));
        for (int i = 0; i < index; i++) {
            in.skipText();
        }
        return in.text();
    }

    private OriginalAlarm alarm(Bytes in, Instant receivedAt, long seq) {
        int flags = (int) in.number();
        long starts = in.signed();
        Instant ends = (flags & AlarmWriter.ENDS) == 0 ? null : Bytes.instant(starts + in.signed());
        Instant expires = (flags & AlarmWriter.EXPIRES) == 0 ? null : Bytes.instant(starts + in.signed());
        OriginalAlarm.Brief brief = new OriginalAlarm.Brief(
                in.text(),
                LEVELS[flags & 7],
                (flags & AlarmWriter.OK) == 0 ? AlarmStatus.ALARM : AlarmStatus.OK,
                Bytes.instant(starts),
                ends,
                expires,
                in.fixed());
        Bytes rest = in.part();
        boolean own = (flags & AlarmWriter.OWN_ALARM_ID) != 0;
        return new OriginalAlarm(
                id(receivedAt, lane, epoch, seq),
                integrationId,
                source,
                receivedAt,
                brief,
                () -> read(rest, brief, own));
    }

    private static AlarmEvent read(Bytes rest, OriginalAlarm.Brief brief, boolean ownId) {
        Bytes in = rest.again();
        return new AlarmEvent(
                brief.fingerprint(),
                ownId ? in.text() : brief.fingerprint(),
                in.text(),
                brief.level(),
                brief.status(),
                brief.startsAt(),
                brief.endsAt(),
                brief.expiresAt(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                additional(in),
                "");
    }

    private static Map<String, String> additional(Bytes in) {
        int entries = (int) in.number();
        if (entries == 0) {
            return Map.of();
        }
        Map<String, String> out = LinkedHashMap.newLinkedHashMap(entries);
        for (int i = 0; i < entries; i++) {
            out.put(in.text(), in.text());
        }
        return out;
    }

    /** The alarm's id: of version 7, with its place in the log where others have random bits. */
    static UUID id(Instant receivedAt, int lane, long epoch, long seq) {
        long high = receivedAt.toEpochMilli() << 16 | 0x7000L | lane & 0xfffL;
        long low = 0x8000_0000_0000_0000L | (epoch & 0x3f_ffffL) << 40 | seq & 0xff_ffff_ffffL;
        return new UUID(high, low);
    }

    /** A place in the log, as an id has it. */
    record Place(int lane, long epoch, long seq) {
        static Place of(UUID id) {
            long low = id.getLeastSignificantBits();
            return new Place(
                    (int) (id.getMostSignificantBits() & 0xfff), low >>> 40 & 0x3f_ffffL, low & 0xff_ffff_ffffL);
        }
    }

    /** Pieces one after the other, compressed where that is worth it. */
    public static Buffer packed(List<byte[]> plain, Deflater deflater) {
        int length = plain.stream().mapToInt(p -> p.length).sum();
        if (length >= SMALL) {
            Buffer out = Buffer.buffer(64 + length / 4).appendByte(DEFLATED);
            byte[] chunk = new byte[Math.min(8 << 10, 64 + length)];
            deflater.reset();
            for (byte[] piece : plain) {
                deflater.setInput(piece);
                while (!deflater.needsInput()) {
                    out.appendBytes(chunk, 0, deflater.deflate(chunk));
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                out.appendBytes(chunk, 0, deflater.deflate(chunk));
            }
            if (out.length() < length) {
                return out;
            }
        }
        Buffer out = Buffer.buffer(length + 1).appendByte(PLAIN);
        plain.forEach(out::appendBytes);
        return out;
    }

    private static byte[] unpacked(byte[] packed, int about) {
        if (packed[0] == PLAIN) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            byte[] out = new byte[Math.max(about, 64)];
            int length = 0;
            while (!inflater.finished()) {
                if (length == out.length) {
                    out = Arrays.copyOf(out, 2 * length);
                }
                int n = inflater.inflate(out, length, out.length - length);
                if (n == 0 && !inflater.finished() && length < out.length) {
                    throw new IllegalStateException("a block of the log is cut off");
                }
                length += n;
            }
            return length == out.length ? out : Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a block of the log cannot be read", e);
        } finally {
            inflater.end();
        }
    }
}
