package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.HttpPort;
import io.opencoc.api.HttpPort.Answer;
import java.util.Set;

/** What Huawei's services answer when they refuse. */
final class Huawei {
    private static final int LONGEST = 200;

    private Huawei() {}

    /** The status with the service's own code and words, in one line. */
    static String said(Answer answer, HttpPort http) {
        String status = Integer.toString(answer.status());
        try {
            Fields error = Fields.read(http.json(answer.body()), Set.of("error"));
            String code = Texts.first(error.get("error_code"), error.get("errorCode"), error.get("code"));
            String text = Texts.first(error.get("error_msg"), error.get("errorMessage"), error.get("message"));
            String said = ((code == null ? "" : " " + code) + (text == null ? "" : " " + text))
                    .replaceAll("[\\p{Cntrl}\\s]+", " ");
            return status + (said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said);
        } catch (BadPayloadException e) {
            String text = new String(answer.body(), 0, Math.min(LONGEST, answer.body().length), UTF_8);
            return (status + " " + text.replaceAll("[\\p{Cntrl}\\s]+", " ")).strip();
        }
    }
}
