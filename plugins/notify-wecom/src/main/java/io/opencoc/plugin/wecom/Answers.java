package io.opencoc.plugin.wecom;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.HttpPort;
import io.opencoc.api.JsonReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what the robot answers: its own words, and what to do about them. */
final class Answers {
    private static final int LONGEST = 300;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private Answers() {}

    /**
     * The receipt.
     *
     * @param key of the robot, which is shown nowhere
     * @throws DeliveryException when the message was not taken
     */
    static DeliveryReceipt read(HttpPort.Answer answer, HttpPort http, String key) {
        int status = answer.status();
        if (status == 429) {
            throw DeliveryException.throttled("HTTP 429: too many calls.", A_MINUTE);
        }
        if (status == 408 || status >= 500) {
            throw DeliveryException.transientFailure("HTTP " + status + ": WeCom is in trouble.");
        }
        if (status != 200) {
            throw DeliveryException.permanent("HTTP " + status
                    + ": this is not how a robot answers. Check the setting host and the robot's webhook address.");
        }
        Said said = said(http.json(answer.body()));
        if (said == null) {
            throw DeliveryException.transientFailure(
                    "The answer is not a robot's. Check the setting host if this goes on.");
        }
        String words = shown(said.message, key);
        if (said.code == 0) {
            return new DeliveryReceipt("", "0 " + words);
        }
        throw Codes.failure(said.code, words);
    }

    private record Said(int code, String message) {}

    private static @Nullable Said said(JsonReader json) {
        String code = null;
        String message = "";
        try {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.name()) {
                    case "errcode" -> code = json.text();
                    case "errmsg" -> message = String.valueOf(json.text());
                    default -> json.skip();
                }
            }
            json.endObject();
            return code == null ? null : new Said(Integer.parseInt(code), message);
        } catch (BadPayloadException | NumberFormatException e) {
            return null;
        }
    }

    private static String shown(String words, String key) {
        String line = words.replace(key, "***").replaceAll("[\\p{Cc}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
