package io.opencoc.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonJsonReaderTest {

    @Test
    void readsEveryKindOfValue() throws Exception {
        JacksonJsonReader r = reader("{\"a\":\"x\\n\",\"b\":[1.50,true,null],\"c\":{}}");
        assertEquals(Kind.OBJECT, r.peek());
        r.beginObject();
        assertEquals("a", r.name());
        assertEquals("x\n", r.text());
        assertEquals("b", r.name());
        r.beginArray();
        assertEquals(Kind.NUMBER, r.peek());
        assertEquals("1.50", r.text(), "numbers as written");
        assertEquals(Kind.BOOLEAN, r.peek());
        assertEquals("true", r.text());
        assertEquals(Kind.NULL, r.peek());
        assertNull(r.text());
        assertFalse(r.hasNext());
        r.endArray();
        assertEquals("c", r.name());
        r.skip();
        assertFalse(r.hasNext());
        r.endObject();
        r.end();
    }

    @Test
    void positionsCutTheExactBytesOfEachEntry() throws Exception {
        for (String mark : List.of("", "\uFEFF")) {
            String body = mark + "{\"n\":[ {\"a\": \"告\"} ,\"t\\u0041\", -1.5e3 ,[ ],true]}";
            byte[] bytes = body.getBytes(UTF_8);
            JacksonJsonReader r = new JacksonJsonReader(bytes);
            r.beginObject();
            r.name();
            int outer = r.position();
            assertEquals('[', bytes[outer]);
            r.beginArray();
            List<String> slices = new ArrayList<>();
            while (r.hasNext()) {
                int from = r.position();
                r.skip();
                slices.add(new String(bytes, from, r.position() - from, UTF_8));
            }
            r.endArray();
            assertEquals(List.of("{\"a\": \"告\"}", "\"t\\u0041\"", "-1.5e3", "[ ]", "true"), slices);
            assertEquals(bytes.length - 1, r.position());
            r.endObject();
            r.end();
        }
    }

    @Test
    void rawIsCompactAndKeepsNumbersAsWritten() throws Exception {
        JacksonJsonReader r =
                reader(" [ {\"a\" : [1.0e2, 12345678901234567890.10, \"\\u00e9\\\"\"] , \"b\":null} , 7 ] ");
        r.beginArray();
        assertEquals("{\"a\":[1.0e2,12345678901234567890.10,\"é\\\"\"],\"b\":null}", r.raw());
        assertEquals("7", r.raw());
        r.endArray();
        r.end();
    }

    @Test
    void namesThePlaceOfWhatIsWrong() throws Exception {
        JacksonJsonReader r = reader("{\n  \"a\": [1]\n}");
        r.beginObject();
        r.name();
        assertMessage("line 2, column 8: expected a text but found an array", r::text);
        assertMessage("line 2, column 8: no", () -> {
            throw r.problem("no");
        });
        assertMessage("line 1, column 1: expected an array but found an object", () -> reader("{}")
                .beginArray());
        assertMessage("the body is empty", () -> reader("").peek());
        assertMessage("line 2, column", () -> drain("[1,\n2 3]"));
    }

    @Test
    void refusesWhatFollowsTheValue() throws Exception {
        JacksonJsonReader r = reader("{} \n {}");
        r.skip();
        assertMessage("line 2, column 2: nothing may follow the value", r::end);
        assertMessage("line 1", () -> drain("[] garbage"));
    }

    @Test
    void enforcesItsLimits() throws Exception {
        drain("[".repeat(64) + "]".repeat(64));
        assertMessage("line 1", () -> drain("[".repeat(65) + "]".repeat(65)));
        assertMessage("line 1", () -> drain("[".repeat(2_000_000)));
        assertMessage("line 1", () -> drain("{\"a\":".repeat(500_000)));
        drain("{\"" + "n".repeat(1024) + "\":1}");
        assertMessage("line 1", () -> drain("{\"" + "n".repeat(1025) + "\":1}"));
        drain("\"" + "t".repeat(1 << 20) + "\"");
        assertMessage(
                "line 1", () -> reader("\"" + "t".repeat((1 << 20) + 1) + "\"").text());
        assertMessage("line 1", () -> reader("1".repeat(101)).text());
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bad = "[\"abc\"]".getBytes(UTF_8);
        bad[3] = (byte) 0xC0;
        assertMessage("the body is not UTF-8: invalid byte 0xC0 at offset 3", () -> new JacksonJsonReader(bad).peek());
        assertMessage("not UTF-8: it has a zero byte", () -> new JacksonJsonReader("[1]".getBytes(UTF_16LE)).peek());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1,",
                "\"abc",
                "nul",
                "[NaN]",
                "{a:1}",
                "['a']",
                "[1,]",
                "{\"a\":1,}",
                "[01]",
                "\"\\q\"",
                "\"\u0001\"",
                "/* */ 1",
                "}"
            })
    void refusesWhatIsNotJson(String text) {
        BadPayloadException e = assertThrows(BadPayloadException.class, () -> drain(text));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("line 1, column "), message);
        assertFalse(message.contains("\n"), message);
    }

    private static void drain(String text) throws BadPayloadException {
        JacksonJsonReader r = reader(text);
        r.skip();
        r.end();
    }

    private static JacksonJsonReader reader(String text) {
        return new JacksonJsonReader(text.getBytes(UTF_8));
    }

    private static void assertMessage(String part, Executable call) {
        BadPayloadException e = assertThrows(BadPayloadException.class, call);
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(part), message);
    }
}
