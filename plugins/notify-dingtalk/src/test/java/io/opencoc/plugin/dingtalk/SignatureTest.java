package io.opencoc.plugin.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.kernel.json.Json;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignatureTest {

    @Test
    void isThatOfTheVector() throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/sign.json"))) {
            JsonNode vector = Json.tree(new String(in.readAllBytes(), UTF_8));
            long millis = Long.parseLong(vector.get("timestamp").asString());
            String secret = vector.get("secret").asString();
            assertEquals(vector.get("sign_base64").asString(), Signature.base64(millis, secret));
            assertEquals(vector.get("sign_urlencoded").asString(), Signature.urlEncoded(millis, secret));
            assertEquals(
                    "https://oapi.dingtalk.com/robot/send?access_token=T&timestamp=" + millis + "&sign="
                            + vector.get("sign_urlencoded").asString(),
                    RobotAddress.of(
                                    "https://oapi.dingtalk.com/robot/send?access_token=T",
                                    DingtalkChannel.DEFAULT_HOST,
                                    secret)
                            .signed(millis)
                            .toString());
        }
    }
}
