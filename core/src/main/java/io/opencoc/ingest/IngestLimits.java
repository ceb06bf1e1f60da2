package io.opencoc.ingest;

/**
 * How much the way in takes.
 *
 * @param lanes how many lanes write at once
 * @param maxBodyBytes of one request, after decompression
 * @param maxPendingAlarms alarms that wait for their commit, on this node
 * @param maxPendingBytes memory of bodies and alarms that wait, on this node; about five times what was sent
 */
public record IngestLimits(int lanes, int maxBodyBytes, int maxPendingAlarms, long maxPendingBytes) {

    /** The same, with no more bytes than a quarter of the heap, in which the largest body, which takes eight times its size, still fits. */
    public IngestLimits within(long heapBytes) {
        long most = Math.max(8L * maxBodyBytes, heapBytes / 4);
        return new IngestLimits(lanes, maxBodyBytes, maxPendingAlarms, Math.min(maxPendingBytes, most));
    }

    /** Good for a small machine. */
    public static IngestLimits standard() {
        return new IngestLimits(2, 10 << 20, 200_000, 128L << 20);
    }
}
