package io.opencoc.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measured times. Not safe for threads: each keeps its own and they are merged. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int size;
    private boolean sorted;

    void add(long value) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = value;
        sorted = false;
    }

    void addAll(Latencies other) {
        for (int i = 0; i < other.size; i++) {
            add(other.nanos[i]);
        }
    }

    int size() {
        return size;
    }

    /** In milliseconds; NaN when nothing was measured. */
    double percentile(double p) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        return nanos[Math.min(size - 1, (int) Math.ceil(p / 100 * size) - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, most %.1f ms", percentile(50), percentile(99), percentile(100));
    }
}
