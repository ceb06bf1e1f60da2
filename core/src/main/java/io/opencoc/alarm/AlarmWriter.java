package io.opencoc.alarm;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alarms of one request as the bytes of a block of the log. {@code fields} is the number of alarms, the millisecond in which they were received, and the
 * alarms; {@code raws} what was sent, of one after the other. Numbers are LEB128, signed ones in zigzag; a text is the length of its UTF-8, plus
 * one, and its bytes; 0 stands for none. An alarm: level and flags, start in microseconds, the other times as microseconds after it,
 * fingerprint, {@link #content} in eight bytes, and after the number of its bytes the rest: texts, number of additional entries, names and
 * values. {@link AlarmBlock} reads it.
 */
public final class AlarmWriter {
    static final int OK = 8;
    static final int ENDS = 16;
    static final int EXPIRES = 32;
    static final int OWN_ALARM_ID = 64;

    /** What grows while it is written; of each thread, for garbage would be most of what writing costs. */
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private AlarmWriter() {}

    private static final class Scratch {
        final Bytes fields = new Bytes(4 << 10);
        final Bytes raws = new Bytes(4 << 10);
        final Bytes rest = new Bytes(1 << 10);
    }

    /**
     * What was written.
     *
     * @param kinds which levels and states there are, as in the log's table
     * @param fingerprints a hash of each alarm's
     */
    public record Written(int count, int kinds, int[] fingerprints, byte[] fields, byte[] raws) {
        /** Bytes. */
        public int size() {
            return fields.length + raws.length;
        }
    }

    /** Writes them; at least one. */
    public static Written write(List<AlarmEvent> events, Instant receivedAt) {
        Scratch scratch = SCRATCH.get();
        Bytes fields = scratch.fields.empty();
        Bytes raws = scratch.raws.empty();
        fields.number(events.size());
        fields.number(receivedAt.toEpochMilli());
        int kinds = 0;
        int[] fingerprints = new int[events.size()];
        for (int i = 0; i < fingerprints.length; i++) {
            AlarmEvent e = events.get(i);
            write(fields, scratch.rest.empty(), e);
            raws.text(e.raw());
            kinds |= kind(e.level().ordinal(), e.status() == AlarmStatus.OK);
            fingerprints[i] = hash(e.fingerprint());
        }
        return new Written(fingerprints.length, kinds, fingerprints, fields.toArray(), raws.toArray());
    }

    /** The bit of a level and a state. */
    static int kind(int level, boolean ok) {
        return 1 << 2 * level + (ok ? 1 : 0);
    }

    /** The hash under which a fingerprint is looked for. */
    static int hash(String fingerprint) {
        return fingerprint.hashCode() * 0x9E3779B1;
    }

    private static void write(Bytes out, Bytes rest, AlarmEvent e) {
        boolean own = !e.alarmId().equals(e.fingerprint());
        out.number(e.level().ordinal()
                | (e.status() == AlarmStatus.OK ? OK : 0)
                | (e.endsAt() == null ? 0 : ENDS)
                | (e.expiresAt() == null ? 0 : EXPIRES)
                | (own ? OWN_ALARM_ID : 0));
        long starts = micros(e.startsAt());
        out.signed(starts);
        if (e.endsAt() != null) {
            out.signed(micros(e.endsAt()) - starts);
        }
        if (e.expiresAt() != null) {
            out.signed(micros(e.expiresAt()) - starts);
        }
        out.text(e.fingerprint());
        out.fixed(content(e));
        if (own) {
            rest.text(e.alarmId());
        }
        rest.text(e.name());
        rest.text(e.namespace());
        rest.text(e.region());
        rest.text(e.application());
        rest.text(e.resourceName());
        rest.text(e.resourceId());
        rest.text(e.description());
        rest.text(e.url());
        rest.number(e.additional().size());
        for (Map.Entry<String, String> entry : e.additional().entrySet()) {
            rest.text(entry.getKey());
            rest.text(entry.getValue());
        }
        out.bytes(rest);
    }

    /** A hash of what an event says about its alarm, apart from level, state and times: equal for those that say the same. */
    static long content(AlarmEvent e) {
        long hash = e.additional().hashCode();
        hash = mixed(hash, e.alarmId());
        hash = mixed(hash, e.name());
        hash = mixed(hash, e.namespace());
        hash = mixed(hash, e.region());
        hash = mixed(hash, e.application());
        hash = mixed(hash, e.resourceName());
        hash = mixed(hash, e.resourceId());
        hash = mixed(hash, e.description());
        return mixed(hash, e.url());
    }

    private static long mixed(long hash, @Nullable String text) {
        long next = (hash ^ (text == null ? 1 : (long) text.length() << 32 ^ text.hashCode())) * 0x9E37_79B9_7F4A_7C15L;
        return next ^ next >>> 29;
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }
}
