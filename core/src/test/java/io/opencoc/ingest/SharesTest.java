package io.opencoc.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final UUID NOISY = UUID.randomUUID();
    private static final UUID LOUD = UUID.randomUUID();
    private static final UUID QUIET = UUID.randomUUID();

    private final Shares shares = new Shares(new IngestLimits(1, 100, 1_000, 10_000));

    /** How many requests of ten alarms and a hundred bytes an integration gets in. */
    private int flood(UUID integration) {
        int taken = 0;
        while (shares.take(integration, 1, 10, 100)) {
            taken++;
        }
        return taken;
    }

    @Test
    void oneThatFloodsLeavesAQuarter() {
        assertEquals(75, flood(NOISY));
        assertTrue(shares.take(QUIET, 1, 250, 2_500), "all of the rest for one request");
        assertEquals(1_000, shares.alarms());
        assertFalse(shares.take(QUIET, 0, 1, 0), "the node is full");
    }

    @Test
    void whoeverFloodsSomethingIsLeft() {
        flood(NOISY);
        flood(LOUD);
        int rounds = 0;
        // Evenly in the end, when both go on asking.
        for (; rounds < 1_000; rounds++) {
            shares.give(NOISY, 1, 10, 100);
            flood(LOUD);
            flood(NOISY);
        }
        assertTrue(shares.alarms() <= 1_000 - 1_000 / 7 + 10, "left free: " + (1_000 - shares.alarms()));
        assertTrue(shares.take(QUIET, 1, 50, 500));
    }

    @Test
    void theOnlyRequestOfAnIntegrationMayTakeWhatIsFree() {
        assertTrue(shares.take(NOISY, 1, 0, 6_000));
        assertTrue(shares.take(NOISY, 0, 900, 3_900));
        assertFalse(shares.take(NOISY, 1, 0, 10), "but a second one not");
    }

    @Test
    void allIsGivenBack() {
        int taken = flood(NOISY);
        for (int i = 0; i < taken; i++) {
            shares.give(NOISY, 1, 10, 100);
        }
        assertEquals(0, shares.alarms());
        assertEquals(0, shares.bytes());
        assertEquals(taken, flood(NOISY));
    }
}
