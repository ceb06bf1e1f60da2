package io.opencoc.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmLevel;
import io.opencoc.api.BadPayloadException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    private static final Map<String, String> NONE = Map.of();

    @Test
    void isReadOnceForTheSameSettings() throws Exception {
        MappingCache cache = new MappingCache(false);
        Mapping first = cache.of(Map.of("name", "a")::get);
        assertSame(first, cache.of(Map.of("name", "a", "unknown", "x")::get));
        assertNotSame(first, cache.of(Map.of("name", "b")::get));
        assertNotSame(first, cache.of(NONE::get));
        assertEquals(3, cache.size());
    }

    @Test
    void whatIsNotAskedForIsForgotten() throws Exception {
        MappingCache cache = new MappingCache(true);
        Mapping asked = cache.of(NONE::get);
        for (int i = 0; i < 20 * MappingCache.GENERATION; i++) {
            cache.of(Map.of("name", "a" + i)::get);
            assertTrue(cache.size() <= 2 * MappingCache.GENERATION + 2);
            if (i % 100 == 0) {
                assertSame(asked, cache.of(NONE::get), "what is asked for stays");
            }
        }
    }

    @Test
    void manyThreadsShareIt() {
        MappingCache cache = new MappingCache(false);
        IntStream.range(0, 20_000).parallel().forEach(i -> {
            try {
                String text = "a" + i % 700;
                assertEquals(
                        text,
                        cache.of(Map.of("name", text)::get)
                                .of(Field.NAME)
                                .paths()
                                .get(0)
                                .toString());
            } catch (BadPayloadException e) {
                throw new AssertionError(e);
            }
        });
        assertTrue(cache.size() <= 3 * MappingCache.GENERATION, "" + cache.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "name ~ a..b ~ setting 'name', character 3: expected a name after '.' but found \".\"",
                "alarms ~ x${a} ~ setting 'alarms' must be a path to an array, not a text with values in it",
                "levels ~ 1=HIGH ~ setting 'levels', character 3: \"HIGH\" is not a level, which are CRITICAL, MAJOR, MINOR, SUGGESTION",
                "levels ~ 1=MAJOR, 1=MINOR ~ setting 'levels', character 10: \"1\" stands here twice",
                "levels ~ *=MAJOR; *=MINOR ~ setting 'levels', character 10: \"*\" stands here twice",
                "levels ~ critical ~ setting 'levels', character 9: expected '=' after \"critical\" but found the end",
                "levels ~ a: MAJOR, b=MINOR ~ setting 'levels', character 9: expected '=' after \"a: MAJOR\" but found \",\"",
                "levels ~ =MAJOR ~ setting 'levels', character 1: a word is missing before '='",
                "statuses ~ 0=GOOD ~ setting 'statuses', character 3: \"GOOD\" is not a status, which are ALARM, OK",
                "timeZone ~ Mars/Olympus ~ setting 'timeZone': \"Mars/Olympus\" is not a time zone: write it as Asia/Shanghai or +08:00",
                "additional ~ a b ~ setting 'additional', character 3: expected ',' or the end but found \"b\"",
                "additional ~ a|b ~ setting 'additional', character 1: expected a path, or a name and '=', but found \"a|b\"",
                "additional ~ env= ~ setting 'additional', character 5: expected a path but found the end",
            })
    void refusesWrongSettingsWithTheirNameAndPlace(String setting, String text, String problem) {
        for (int i = 0; i < 2; i++) { // the second time from the cache
            BadPayloadException e =
                    assertThrows(BadPayloadException.class, () -> Requests.WEBHOOK.check(Map.of(setting, text)::get));
            assertEquals(problem, e.getMessage());
            assertEquals(problem, Requests.refusal(Map.of(setting, text), "{\"title\":\"x\"}"));
        }
    }

    @Test
    void refusesTooLongSettings() {
        assertEquals(
                "setting 'url' is longer than 2000 characters",
                Requests.refusal(Map.of("url", "a".repeat(2001)), "{\"title\":\"x\"}"));
    }

    @Test
    void wordsMayBeQuotedAndStandOnLines() throws Exception {
        ValueMap<AlarmLevel> map = ValueMap.parse(
                "levels", "\"a, b\" = critical\n Two=Major;'*'=MINOR\n*=SUGGESTION,", AlarmLevel.class, "level");
        assertEquals(AlarmLevel.CRITICAL, map.get("A, B"));
        assertEquals(AlarmLevel.MAJOR, map.get(" two "));
        assertEquals(AlarmLevel.MINOR, map.get("*"));
        assertEquals(AlarmLevel.SUGGESTION, map.get("else"));
    }

    @Test
    void theSchemaHasASettingForEachThingThatIsRead() throws Exception {
        for (boolean events : new boolean[] {false, true}) {
            Node schema = Requests.tree(MappingSchema.of(events));
            Map<String, Node> properties =
                    ((Node.Obj) ((Node.Obj) schema).entries().get("properties")).entries();
            Set<String> asked = new TreeSet<>();
            Mapping.texts(name -> {
                asked.add(name);
                return null;
            });
            assertEquals(asked, new TreeSet<>(properties.keySet()));
            properties.forEach((name, property) -> assertTrue(
                    JsonText.compact(property, 10_000).contains("\"maxLength\":2000")
                            && JsonText.compact(property, 10_000).contains("\"x-zh\":{\"title\":\""),
                    name));
        }
    }
}
