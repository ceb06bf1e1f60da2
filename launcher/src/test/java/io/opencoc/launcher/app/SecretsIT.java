package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.opencoc.kernel.http.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Secrets are planted wherever the server takes them, and then looked for in everything that it says and keeps. */
class SecretsIT {
    @TempDir
    Path folder;

    /** Keeps what is logged, as it is before the layouts mask it. */
    private static final class Log extends AppenderBase<ILoggingEvent> {
        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @Test
    void noSecretIsSaidOrKeptInClear() throws Exception {
        Log log = new Log();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        try {
            look(log);
        } finally {
            root.detachAppender(log);
        }
    }

    private void look(Log log) throws Exception {
        Path data = folder.resolve("data");
        App app = TestApp.startAnew(
                data,
                "COC_METRICS_TOKEN",
                "planted-metrics-token",
                "COC_MAIL_HOST",
                "127.0.0.1",
                "COC_MAIL_PORT",
                "1",
                "COC_MAIL_FROM",
                "coc@example.com",
                "COC_MAIL_USER",
                "coc",
                "COC_MAIL_PASSWORD",
                "planted-mail-password");
        StringBuilder said = new StringBuilder();
        try (TestPeople people = new TestPeople(app, data)) {
            ApiUser admin = people.user("default", "coc:*:*");
            ApiUser other = people.user("other", "coc:*:*");
            said.append(admin.get("/notification-channels"));
            // With the installation's password, and a server of the tenant's own choice.
            for (ApiUser user : List.of(admin, other)) {
                said.append(user.call("POST", "/notification-channels/email/test", "{\"address\":\"a@example.com\"}"));
            }
            for (String settings : List.of(
                    "{\"host\":\"127.0.0.1\",\"port\":1,\"from\":\"a@example.com\",\"user\":\"u\",\"password\":\"planted-channel-password\"}",
                    "{\"host\":5,\"password\":\"planted-channel-password\"}",
                    "{\"nothing\":1,\"password\":[\"planted-channel-password\"]}")) {
                said.append(other.call("PUT", "/notification-channels/email", "{\"settings\":" + settings + "}"));
            }
            said.append(other.call("POST", "/notification-channels/email/test", "{\"address\":\"a@example.com\"}"));
            TenantThings things = TenantThings.make(admin, "plain");
            for (int i = 0; i < 2; i++) {
                said.append(people.nobody()
                        .call("POST", "/sessions", "{\"user\":\"admin\",\"password\":[\"planted-wrong-password\"]}"));
                said.append(people.nobody()
                        .call("POST", "/sessions", "{\"user\":\"admin\",\"password\":\"planted-wrong-password\"}"));
            }
            String token = admin.make(
                            "/tokens",
                            Map.of(
                                    "name",
                                    "planted",
                                    "actions",
                                    List.of("*"),
                                    "expiresAt",
                                    Instant.now().plus(Duration.ofDays(1)).toString()))
                    .get("token")
                    .asString();
            said.append(admin.get("/tokens"));
            said.append(new ApiUser(admin.http(), admin.port(), token, "test").get("/sessions/current"));
            said.append(new ApiUser(admin.http(), admin.port(), "coc_planted-wrong-token", "test")
                    .call("GET", "/tokens", null));
            for (String provider : List.of(
                    "{\"issuer\":\"https://id.example.com\",\"clientId\":\"planted\",\"clientSecret\":\"planted-client-secret\",\"label\":{\"en\":\"x\",\"zh\":\"x\"}}",
                    "{\"issuer\":5,\"clientSecret\":\"planted-client-secret\"}",
                    "{\"issuer\":\"x\",\"clientId\":\"x\",\"clientSecret\":[\"planted-client-secret\"]}")) {
                said.append(admin.call("POST", "/identity-providers", provider));
            }
            said.append(people.nobody().call("GET", "/oidc/callback?code=planted-code&state=planted-state", null));
            ApiUser changer = people.user("default", "coc:*:*");
            for (String change : List.of(
                    "{\"current\":\"planted-wrong-password\",\"new\":\"planted-new-password\"}",
                    "{\"current\":\"planted-wrong-password\",\"new\":[\"planted-new-password\"]}",
                    "{\"current\":\"" + TestApp.PASSWORD + "\",\"new\":\"planted-new-password\"}")) {
                said.append(changer.call("PUT", "/sessions/current/password", change));
            }
            changer.get("/sessions");
            Map<String, String> state = things.state(Contract.load());
            state.remove("/integrations/" + things.ids().get("integrations"));
            said.append(state);
            List<String> secrets = new ArrayList<>(List.of(
                    TestApp.PASSWORD,
                    "planted-metrics-token",
                    "planted-mail-password",
                    "planted-channel-password",
                    "planted-wrong-password",
                    "planted-new-password",
                    "planted-client-secret",
                    "planted-wrong-token",
                    "planted-code",
                    "planted-state",
                    token,
                    things.key(),
                    admin.token(),
                    other.token(),
                    TestApp.databasePassword(data)));
            assertTrue(other.get("/notification-channels/email")
                    .get("secretsSet")
                    .toString()
                    .contains("password"));
            String kept = people.everything();
            assertTrue(
                    kept.contains("plain engineer") && kept.contains("plain alarm"),
                    () -> "the tables were read: " + kept);
            for (String secret : secrets) {
                assertFalse(said.toString().contains(secret), () -> "said: " + around(said.toString(), secret));
                assertFalse(kept.contains(secret), () -> "kept: " + around(kept, secret));
            }
            app.stop();
            assertEquals(
                    List.of(),
                    log.lines.stream()
                            .filter(l -> secrets.stream().anyMatch(l::contains))
                            .toList());
            assertFalse(log.lines.isEmpty());
        } finally {
            app.stop();
        }
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100));
    }
}
