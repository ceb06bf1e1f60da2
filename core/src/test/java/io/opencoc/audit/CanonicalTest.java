package io.opencoc.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CanonicalTest {
    private static final UUID ID = new UUID(1, 2);

    private static TraceLine line(String name, String operation, String resourceId, String changes) {
        return new TraceLine(
                ID,
                ID,
                Instant.parse("2026-01-31T08:00:00.123456Z"),
                name,
                operation,
                "a",
                "T",
                resourceId,
                null,
                null,
                "success",
                null,
                null,
                null,
                "ann",
                "session",
                null,
                null,
                "::1",
                "x",
                changes,
                0,
                null,
                null);
    }

    private static byte[] json(String changes) {
        return Canonical.line(line("n", "o", "r", changes), 1);
    }

    @Test
    void theSameContentIsTheSame() {
        assertArrayEquals(json("{\"a\":1.50,\"b\":[1e2,\"é\"]}"), json("{ \"b\": [100, \"\\u00e9\"], \"a\": 1.5 }"));
        assertArrayEquals(json("{\"a\":0.0}"), json("{\"a\":0}"));
    }

    @Test
    void otherContentIsAnother() {
        for (String other : new String[] {
            "{\"a\":\"1\"}",
            "{\"a\":true}",
            "{\"a\":null}",
            "{\"a\":[1]}",
            "{\"a\":{}}",
            "{}",
            "{\"a\":10}",
            "{\"aa\":1}",
            "{\"a\":1,\"b\":1}",
            "{\"a\":1.0000000000000000000000000000000000001}"
        }) {
            assertFalse(Arrays.equals(json("{\"a\":1}"), json(other)), other);
        }
    }

    @Test
    void textCannotMoveFromFieldToField() {
        assertFalse(Arrays.equals(
                Canonical.line(line("ab", "c", "r", "{}"), 1), Canonical.line(line("a", "bc", "r", "{}"), 1)));
        assertFalse(Arrays.equals(
                Canonical.line(line("a", "b", null, "{}"), 1), Canonical.line(line("a", "b", "", "{}"), 1)));
        assertFalse(Arrays.equals(
                Canonical.line(line("a", "b", null, "{}"), 1), Canonical.line(line("a", "b", null, "{}"), 2)));
    }

    @Test
    void whatPostgresCanKeepCanBeSealed() {
        String huge = "1" + "0".repeat(131_000);
        assertFalse(Arrays.equals(json("{\"a\":" + huge + "}"), json("{\"a\":" + huge + "0}")));
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        assertFalse(Arrays.equals(json(deep), json("[" + deep + "]")));
        assertEquals(json("{}").length, json("{ }").length);
    }
}
