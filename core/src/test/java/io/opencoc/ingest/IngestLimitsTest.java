package io.opencoc.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IngestLimitsTest {

    @Test
    void whatWaitsFitsIntoTheMemory() {
        IngestLimits limits = new IngestLimits(4, 10 << 20, 50_000, 96L << 20);
        assertEquals(96L << 20, limits.within(2L << 30).maxPendingBytes());
        assertEquals(90L << 20, limits.within(360L << 20).maxPendingBytes());
        assertEquals(80L << 20, limits.within(128L << 20).maxPendingBytes(), "one of the largest bodies");
        assertEquals(limits.maxBodyBytes(), limits.within(1).maxBodyBytes());
    }
}
