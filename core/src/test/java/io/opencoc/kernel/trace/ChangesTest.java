package io.opencoc.kernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChangesTest {
    private static List<String> names(JsonNode changes) {
        return StreamSupport.stream(changes.propertyNames().spliterator(), false)
                .toList();
    }

    @Test
    void whatTheLineSaysAnywayIsNoChange() {
        Map<String, ?> thing = Map.of("id", "1", "createdAt", "now", "name", "x");
        assertEquals(List.of("name"), names(Changes.between(null, thing)));
        assertEquals(List.of("name"), names(Changes.between(thing, null)));
    }

    @Test
    void aChangeFarInALongTextIsShown() {
        // As long as a policy may be: who adds a statement at its end does not hide it.
        String long1 = "a".repeat(6_000);
        JsonNode change = Changes.between(Map.of("document", long1), Map.of("document", long1 + "coc:*:*"));
        assertTrue(change.at("/document/after").asString().endsWith("coc:*:*"));
        String beyond = "b".repeat(1_000_000);
        assertTrue(Changes.between(null, Map.of("x", beyond)).toString().length() < 10_000);
    }

    @Test
    void secretsAreMaskedAtAnyDepthAndTheirChangeIsNot() {
        JsonNode change = Changes.between(
                Map.of("apiKey", "one", "deep", List.of(Map.of("password", "one"))),
                Map.of("apiKey", "two", "deep", List.of(Map.of("password", "two"))));
        assertEquals(List.of("apiKey", "deep"), names(change));
        assertFalse(change.toString().contains("one") || change.toString().contains("two"), change.toString());
    }
}
