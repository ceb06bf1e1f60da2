package io.opencoc.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.TestJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader that strangers test with, {@link TestJson}, reads as the server's does. */
class TestJsonTest {
    private static final String[] SCALARS = {
        "\"\"",
        "\"a\\u0041\\n\\\"\\\\\\/\"",
        "\"告警 🔥\"",
        "\"\\uD83D\"",
        "0",
        "-0.5e+07",
        "12345678901234567890",
        "true",
        "false",
        "null"
    };

    @Test
    void givesTheSameOfEveryDocument() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 3000; i++) {
            byte[] body = ((i % 9 == 0 ? "\uFEFF" : "") + document(random, 0)).getBytes(UTF_8);
            long seed = random.nextLong();
            String said = new String(body, UTF_8);
            assertEquals(
                    walk(new JacksonJsonReader(body), new Random(seed)),
                    walk(new TestJson(body), new Random(seed)),
                    said);
        }
    }

    @Test
    void refusesTheSame() {
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] body = document(random, 0).getBytes(UTF_8);
            for (int n = random.nextInt(3); n >= 0; n--) {
                body[random.nextInt(body.length)] = random.nextInt(10) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) "{}[]\",:0-.e\\u n\t\n".charAt(random.nextInt(17));
            }
            String said = new String(body, UTF_8);
            String verdict = raw(new JacksonJsonReader(body));
            refused += verdict.equals("refused") ? 1 : 0;
            assertEquals(verdict, raw(new TestJson(body)), said);
        }
        assertTrue(refused > 10_000 && refused < 29_000, "refused " + refused);
    }

    @Test
    void hasTheSameLimits() {
        for (String text : List.of(
                "[".repeat(64) + "]".repeat(64),
                "[".repeat(65) + "]".repeat(65),
                "{\"" + "n".repeat(1024) + "\":1}",
                "1".repeat(100),
                "1".repeat(101),
                "\"" + "x".repeat(1024 * 1024) + "\"",
                "\"" + "x".repeat(1024 * 1024 + 1) + "\"",
                "",
                " ",
                "\uFEFF")) {
            byte[] body = text.getBytes(UTF_8);
            String start = text.substring(0, Math.min(70, text.length()));
            assertEquals(raw(new JacksonJsonReader(body)), raw(new TestJson(body)), start);
        }
    }

    private static String raw(JsonReader reader) {
        try {
            String raw = reader.raw();
            reader.end();
            return raw;
        } catch (BadPayloadException e) {
            assertTrue(String.valueOf(e.getMessage()).length() > 10, "it says why");
            return "refused";
        }
    }

    /** Everything that it says on a way through the document, which chance chooses. */
    private static List<Object> walk(JsonReader reader, Random random) throws BadPayloadException {
        List<Object> said = new ArrayList<>();
        value(reader, random, said);
        reader.end();
        return said;
    }

    private static void value(JsonReader reader, Random random, List<Object> said) throws BadPayloadException {
        said.add(reader.peek());
        said.add(reader.position());
        int how = random.nextInt(6);
        if (how == 0) {
            reader.skip();
        } else if (how == 1) {
            said.add(reader.raw());
        } else if (reader.peek() == JsonReader.Kind.OBJECT) {
            reader.beginObject();
            while (reader.hasNext()) {
                said.add(reader.name());
                value(reader, random, said);
            }
            reader.endObject();
        } else if (reader.peek() == JsonReader.Kind.ARRAY) {
            reader.beginArray();
            while (reader.hasNext()) {
                value(reader, random, said);
            }
            reader.endArray();
        } else {
            said.add(String.valueOf(reader.text()));
        }
        said.add(reader.position());
    }

    private static String document(Random random, int depth) {
        int kind = depth == 4 ? 2 : random.nextInt(3);
        if (kind == 2) {
            return SCALARS[random.nextInt(SCALARS.length)];
        }
        StringBuilder text = new StringBuilder(kind == 0 ? "{" : "[");
        int entries = random.nextInt(4);
        for (int i = 0; i < entries; i++) {
            text.append(i == 0 ? "" : " ,").append(random.nextBoolean() ? "\n " : "");
            text.append(kind == 0 ? "\"n" + i + "告\" :" : "").append(document(random, depth + 1));
        }
        return text.append(random.nextBoolean() ? " " : "")
                .append(kind == 0 ? "}" : "]")
                .toString();
    }
}
