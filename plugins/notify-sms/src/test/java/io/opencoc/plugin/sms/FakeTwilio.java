package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Twilio's Messages API: Basic sign-in with token or API key, one number and one messaging service. */
final class FakeTwilio extends FakeProvider {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String KEY = "SK00000000000000000000000000000001";
    static final String SERVICE = "MG00000000000000000000000000000001";
    static final String TOKEN = "token-0001";

    final List<TreeMap<String, String>> sent = new CopyOnWriteArrayList<>();

    FakeTwilio() throws IOException {}

    Map<String, String> settings() {
        return Map.of("endpoint", address(), "accountSid", ACCOUNT, "authToken", TOKEN, "from", "+15005550006");
    }

    @Override
    Said judge(Got got) {
        String sign = got.header("authorization").replaceFirst("^Basic ", "");
        String user = new String(Base64.getDecoder().decode(sign), UTF_8);
        if (!user.equals(ACCOUNT + ":" + TOKEN) && !user.equals(KEY + ":" + TOKEN)) {
            return error(401, 20003, "Authenticate");
        }
        if (!got.method().equals("POST")
                || !got.path().equals("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json")
                || !got.header("content-type").equals("application/x-www-form-urlencoded")) {
            return error(404, 20404, "The requested resource was not found");
        }
        TreeMap<String, String> form = got.form();
        if (!form.getOrDefault("To", "").matches("\\+[1-9][0-9]{6,14}")) {
            return error(400, 21211, "Invalid 'To' Phone Number");
        }
        if (!form.containsKey("From") && !form.containsKey("MessagingServiceSid")) {
            return error(400, 21603, "A 'From' phone number is required");
        }
        if (!form.getOrDefault("From", "+15005550006").equals("+15005550006")
                || !form.getOrDefault("MessagingServiceSid", SERVICE).equals(SERVICE)) {
            return error(400, 21606, "The 'From' phone number is not a valid, SMS-capable number");
        }
        if (form.getOrDefault("Body", "").isEmpty() || form.get("Body").length() > 1600) {
            return error(400, 21617, "The concatenated message body exceeds the 1600 character limit");
        }
        sent.add(form);
        return Said.of(
                201,
                "{\"sid\":\"SM000" + sent.size()
                        + "\",\"status\":\"queued\",\"error_code\":null,\"error_message\":null}");
    }

    static Said error(int status, int code, String message) {
        return Said.of(
                status,
                "{\"code\":" + code + ",\"message\":\"" + message + "\",\"more_info\":\"https://x\",\"status\":"
                        + status + "}");
    }
}
