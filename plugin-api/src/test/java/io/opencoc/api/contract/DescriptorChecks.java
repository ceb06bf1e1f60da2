package io.opencoc.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.Text;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** What a descriptor must hold, for extensions of every kind. */
final class DescriptorChecks {
    private DescriptorChecks() {}

    static void check(Descriptor descriptor, Descriptor again, Function<byte[], JsonReader> reader)
            throws BadPayloadException {
        assertEquals(descriptor, again, "a descriptor is constant");
        checkText(descriptor.name(), 60);
        checkText(descriptor.description(), 500);
        Set<String> settings = new HashSet<>();
        boolean objectType = false;
        JsonReader json = reader.apply(descriptor.settingsSchema().getBytes(UTF_8));
        assertEquals(Kind.OBJECT, json.peek(), "settingsSchema is a JSON object");
        json.beginObject();
        while (json.hasNext()) {
            switch (json.name()) {
                case "type" -> objectType = "object".equals(json.text());
                case "properties" -> {
                    json.beginObject();
                    while (json.hasNext()) {
                        settings.add(json.name());
                        json.skip();
                    }
                    json.endObject();
                }
                default -> json.skip();
            }
        }
        json.endObject();
        json.end();
        assertTrue(objectType, "settingsSchema describes an object");
        assertTrue(
                settings.containsAll(descriptor.secretSettings()),
                () -> "each secret setting is a property: " + descriptor.secretSettings());
    }

    static void checkText(Text text, int limit) {
        for (String one : new String[] {text.en(), text.zh()}) {
            assertFalse(one.isBlank(), "texts are there in both languages");
            assertTrue(one.length() <= limit, () -> "at most " + limit + " characters: " + one);
        }
    }
}
