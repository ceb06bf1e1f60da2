package io.opencoc.ingest;

import io.opencoc.alarm.AlarmBlock;
import io.opencoc.alarm.AlarmWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/** Submissions of several requests as blocks of the log, and these as the parameters of one INSERT. For one use, by one thread at a time. */
final class LaneBatch {
    static final String INSERT =
            "INSERT INTO alarm_log (tenant_id, integration_id, source, lane, epoch, last_seq, count, first_at,"
                    + " last_at, kinds, fingerprints, size, fields, raws)"
                    + " SELECT t, i, s, $1, $2, q, n, f, l, k, h, z, fs, rs FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::int[],"
                    + " $8::timestamptz[], $9::timestamptz[], $10::int[], $11::bytea[], $12::int[], $13::bytea[], $14::bytea[])"
                    + " AS x (t, i, s, q, n, f, l, k, h, z, fs, rs)";

    /** What a reader has to take apart at once, about. */
    private static final int LARGEST_BLOCK = 1 << 20;
    /** Readers rely on it: how far the times of a block's alarms are apart. */
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(50);

    private final List<Block> blocks = new ArrayList<>();
    private final Map<Origin, Block> open = new LinkedHashMap<>();

    private static final class Block {
        final Origin origin;
        final List<byte[]> fields = new ArrayList<>();
        final List<byte[]> raws = new ArrayList<>();
        final List<int[]> fingerprints = new ArrayList<>();
        int fieldBytes;
        int rawBytes;
        int count;
        int kinds;
        Instant first;
        Instant last;

        Block(Origin origin, Instant at) {
            this.origin = origin;
            this.first = at;
            this.last = at;
        }

        boolean takes(Submission s) {
            return fieldBytes < LARGEST_BLOCK
                    && rawBytes < LARGEST_BLOCK
                    && Duration.between(first, s.receivedAt()).abs().compareTo(LONGEST_BLOCK) < 0
                    && Duration.between(last, s.receivedAt()).abs().compareTo(LONGEST_BLOCK) < 0;
        }

        void add(Submission s) {
            AlarmWriter.Written w = s.written();
            fields.add(w.fields());
            fieldBytes += w.fields().length;
            raws.add(w.raws());
            rawBytes += w.raws().length;
            fingerprints.add(w.fingerprints());
            count += w.count();
            kinds |= w.kinds();
            first = first.isBefore(s.receivedAt()) ? first : s.receivedAt();
            last = last.isAfter(s.receivedAt()) ? last : s.receivedAt();
        }

        Buffer hashes() {
            int[] distinct =
                    fingerprints.stream().flatMapToInt(IntStream::of).distinct().toArray();
            ByteBuffer out = ByteBuffer.allocate(Integer.BYTES * distinct.length);
            out.asIntBuffer().put(distinct);
            return Buffer.buffer(out.array());
        }
    }

    LaneBatch(List<Submission> submissions) {
        for (Submission s : submissions) {
            Block block = open.get(s.origin());
            if (block == null || !block.takes(s)) {
                block = new Block(s.origin(), s.receivedAt());
                open.put(s.origin(), block);
                blocks.add(block);
            }
            block.add(s);
        }
    }

    /** Alarms in it. */
    int count() {
        return blocks.stream().mapToInt(b -> b.count).sum();
    }

    /** Bytes that are to be compressed. */
    int size() {
        return blocks.stream().mapToInt(b -> b.fieldBytes + b.rawBytes).sum();
    }

    /**
     * The parameters of {@link #INSERT}. Compresses, which takes some milliseconds for a megabyte.
     *
     * @param first sequence number of the first alarm
     */
    Tuple parameters(int lane, long epoch, long first, Deflater deflater) {
        Long[] last = new Long[blocks.size()];
        long next = first;
        for (int i = 0; i < last.length; i++) {
            next += blocks.get(i).count;
            last[i] = next - 1;
        }
        return Tuple.tuple()
                .addInteger(lane)
                .addLong(epoch)
                .addValue(column(b -> b.origin.tenant(), UUID[]::new))
                .addValue(column(b -> b.origin.integration(), UUID[]::new))
                .addValue(column(b -> b.origin.source(), String[]::new))
                .addValue(last)
                .addValue(column(b -> b.count, Integer[]::new))
                .addValue(column(b -> b.first.atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(column(b -> b.last.atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addValue(column(b -> b.kinds, Integer[]::new))
                .addValue(column(Block::hashes, Buffer[]::new))
                .addValue(column(b -> b.fieldBytes, Integer[]::new))
                .addValue(column(b -> AlarmBlock.packed(b.fields, deflater), Buffer[]::new))
                .addValue(column(b -> AlarmBlock.packed(b.raws, deflater), Buffer[]::new));
    }

    private <T> T[] column(Function<Block, T> value, java.util.function.IntFunction<T[]> array) {
        return blocks.stream().map(value).toArray(array);
    }
}
