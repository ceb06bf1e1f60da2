package io.opencoc.ingest;

/**
 * How much the way in takes.
 *
 * @param lanes how many lanes write at once
 * @param maxBodyBytes of one request, after decompression
 * @param maxPendingAlarms alarms that wait for their commit, on this node
 * @param maxPendingBytes bytes of bodies and alarms that wait, on this node
 */
public record IngestLimits(int lanes, int maxBodyBytes, int maxPendingAlarms, long maxPendingBytes) {

    /**
     * The same, with no more bytes than an eighth of the memory: a body takes several times its size until its alarms are stored. Three of the
     * largest bodies always fit.
     */
    public IngestLimits within(long heapBytes) {
        long most = Math.max(3L * maxBodyBytes, heapBytes / 8);
        return new IngestLimits(lanes, maxBodyBytes, maxPendingAlarms, Math.min(maxPendingBytes, most));
    }

    /** Good for a small machine. */
    public static IngestLimits standard() {
        return new IngestLimits(4, 10 << 20, 50_000, 96L << 20);
    }
}
