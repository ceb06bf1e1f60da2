package io.opencoc.plugin.sms;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.HttpPort;
import io.opencoc.api.JsonReader;
import java.util.HashMap;
import java.util.Map;

/** Reads providers' answers. */
final class Answers {
    private static final int MOST = 10_000;

    private Answers() {}

    /**
     * The texts, numbers and booleans of a JSON answer by their place, as {@code result.0.status}; of what is not JSON, those before the place
     * where it is not.
     */
    static Map<String, String> read(HttpPort http, byte[] body) {
        Map<String, String> found = new HashMap<>();
        try {
            JsonReader json = http.json(body);
            if (json.peek() == JsonReader.Kind.OBJECT) {
                read(json, "", found);
            }
        } catch (BadPayloadException e) {
            // the status of the answer says what counts
        }
        return found;
    }

    private static void read(JsonReader json, String place, Map<String, String> found) throws BadPayloadException {
        String below = place.isEmpty() ? "" : place + ".";
        switch (json.peek()) {
            case OBJECT -> {
                json.beginObject();
                while (json.hasNext()) {
                    read(json, below + json.name(), found);
                }
                json.endObject();
            }
            case ARRAY -> {
                json.beginArray();
                for (int i = 0; json.hasNext(); i++) {
                    read(json, below + i, found);
                }
                json.endArray();
            }
            default -> {
                String value = json.text();
                if (value != null && found.size() < MOST) {
                    found.put(place, value);
                }
            }
        }
    }

    /** The first of some places that is there; empty when none is. */
    static String first(Map<String, String> answer, String... places) {
        for (String place : places) {
            String value = answer.get(place);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
