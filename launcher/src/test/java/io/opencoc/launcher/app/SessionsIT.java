package io.opencoc.launcher.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.ServerClient;
import io.opencoc.launcher.app.RawHttp.Answer;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sign-in and sessions, attacked. The tests name their own addresses, as a trusted proxy would. */
class SessionsIT {
    private static final String JSON = "Content-Type: application/json";

    @TempDir
    static Path folder;

    static App app;
    static TestPeople people;
    static RawHttp raw;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        app = TestApp.start(data, "COC_HTTP_TRUSTED_PROXIES", "127.0.0.1");
        people = new TestPeople(app, data);
        raw = new RawHttp(app.port());
    }

    @AfterAll
    static void stop() throws Exception {
        people.close();
        app.stop();
    }

    private static Answer signIn(String address, String user, String password, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = JSON;
        all[headers.length + 1] = "X-Forwarded-For: " + address;
        return raw.send("POST /api/v1/sessions HTTP/1.1", Json.write(Map.of("user", user, "password", password)), all);
    }

    private static int current(String... headers) {
        return raw.send("GET /api/v1/sessions/current HTTP/1.1", "", headers).status();
    }

    @Test
    void everySignInIsANewSession() {
        Answer first = signIn("192.0.2.1", "admin", TestApp.PASSWORD);
        String token = Json.tree(first.body()).get("token").asString();
        Answer second = signIn("192.0.2.1", "admin", TestApp.PASSWORD, "Cookie: coc_session=" + token);
        assertEquals(201, second.status(), second.toString());
        assertNotEquals(token, Json.tree(second.body()).get("token").asString());
        String cookie = second.header("set-cookie");
        assertTrue(
                cookie.contains("httponly") && cookie.contains("samesite=strict") && cookie.contains("path=/"), cookie);
        assertFalse(cookie.contains("domain="), cookie);
        assertTrue(
                signIn("192.0.2.1", "admin", TestApp.PASSWORD, "X-Forwarded-Proto: https")
                        .header("set-cookie")
                        .contains("secure"),
                "behind a proxy with TLS");
    }

    @Test
    void aWrongBearerIsNotSavedByACookie() throws Exception {
        String token = people.user("default", "coc:*:*").token();
        String cookie = "Cookie: coc_session=" + token;
        assertEquals(200, current(cookie));
        assertEquals(401, current(cookie, "Authorization: Bearer nobodys"));
        assertEquals(401, current(cookie, "Authorization: Basic YTpi"));
        assertEquals(401, current("Cookie: coc_session=nobodys; coc_session=" + token));
        assertEquals(401, current("Authorization: Bearer "));
        assertEquals(401, current("Authorization: Bearer " + "x".repeat(5_000)));
        assertEquals(
                401,
                raw.send("GET /api/v1/engineers?coc_session=" + token + "&token=" + token + " HTTP/1.1", "")
                        .status());
    }

    @Test
    void overHttpsTheCookieIsOfThisHostAlone() throws Exception {
        String https = "X-Forwarded-Proto: https";
        String cookie = signIn("192.0.2.1", "admin", TestApp.PASSWORD, https).header("set-cookie");
        assertTrue(cookie.startsWith("__host-coc_session=") && cookie.contains("secure"), cookie);
        String token = people.user("default", "coc:*:*").token();
        assertEquals(200, current(https, "Cookie: __Host-coc_session=" + token));
        assertEquals(401, current(https, "Cookie: coc_session=" + token), "another host may have planted it");
        Answer out =
                raw.send("DELETE /api/v1/sessions/current HTTP/1.1", "", https, "Cookie: __Host-coc_session=" + token);
        assertEquals(204, out.status());
        assertTrue(out.header("set-cookie").startsWith("__host-coc_session=;"), out.toString());
        assertTrue(out.header("set-cookie").contains("max-age=0"), out.toString());
        assertEquals(401, current(https, "Cookie: __Host-coc_session=" + token));
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://evil.example.com, 403",
        "Origin: null, 403",
        "Origin: http://coc.evil.example.com, 403",
        "Origin: https://coc, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: anything, 403",
        "Sec-Fetch-Site: same-origin, 201",
        "Origin: http://coc, 201",
        "X-Neither: nor, 201"
    })
    void pagesOfOtherSitesChangeNothing(String header, int status) throws Exception {
        String cookie =
                "Cookie: coc_session=" + people.user("default", "coc:*:*").token();
        String body = "{\"title\":\"x\",\"level\":\"P5\"}";
        assertEquals(
                status,
                raw.send("POST /api/v1/incidents HTTP/1.1", body, JSON, cookie, header)
                        .status());
        assertEquals(
                status, signIn("192.0.2.2", "admin", TestApp.PASSWORD, header).status(), "nor sign anybody in");
    }

    @Test
    void aSessionEndsWithItsTimeItsUserAndItsSignOut() throws Exception {
        String[] tokens = new String[3];
        for (int i = 0; i < 3; i++) {
            tokens[i] = "Authorization: Bearer "
                    + people.user("ending" + i, "coc:*:*").token();
            assertEquals(200, current(tokens[i]));
        }
        people.sql(
                "UPDATE session SET expires_at = now() WHERE tenant_id = (SELECT id FROM tenant WHERE name = 'ending0')");
        people.sql(
                "UPDATE app_user SET disabled = true WHERE tenant_id = (SELECT id FROM tenant WHERE name = 'ending1')");
        assertEquals(
                204,
                raw.send("DELETE /api/v1/sessions/current HTTP/1.1", "", tokens[2])
                        .status());
        assertEquals(401, current(tokens[2]), "at once on this server");
        ServerClient.eventually("time is over", () -> current(tokens[0]) == 401);
        ServerClient.eventually("the user is disabled", () -> current(tokens[1]) == 401);
    }

    @Test
    void liveUpdatesFollowWhatTheirUserMayDo() throws Exception {
        ApiUser admin = people.user("lively", "coc:*:*");
        ApiUser user = people.user("lively", "coc:engineer:list");
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (Stream<String> live = user.live()) {
            Thread.ofVirtual().start(() -> {
                try {
                    live.forEach(lines::add);
                } catch (UncheckedIOException closed) {
                    lines.add("closed");
                }
            });
            ServerClient.eventually("it begins", () -> has(lines, "event: hello"));
            people.sql(
                    "UPDATE policy SET document = replace(document::text, 'coc:engineer:list', 'coc:incident:list')::jsonb"
                            + " WHERE tenant_id = (SELECT id FROM tenant WHERE name = 'lively')");
            people.sql("INSERT INTO kernel.access_revision AS r SELECT id, 1 FROM tenant WHERE name = 'lively'"
                    + " ON CONFLICT (tenant_id) DO UPDATE SET revision = r.revision + 1");
            ServerClient.eventually("the new permission counts", () -> {
                admin.make("/incidents", Map.of("title", "lively", "level", "P5"));
                return has(lines, "event: incident");
            });
            admin.make("/engineers", Map.of("name", "no longer shown"));
            String last = admin.make("/incidents", Map.of("title", "last", "level", "P5"))
                    .get("id")
                    .asString();
            ServerClient.eventually("the last", () -> has(lines, last));
            assertFalse(has(lines, "event: engineer"), lines.toString());
        }
    }

    private static boolean has(List<String> lines, String text) {
        synchronized (lines) {
            return lines.stream().anyMatch(l -> l.contains(text));
        }
    }

    @Test
    void oneUserDoesNotTakeAllLiveStreams() throws Exception {
        String greedy =
                "Authorization: Bearer " + people.user("default", "coc:*:*").token();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket("127.0.0.1", app.port());
                open.add(socket);
                socket.getOutputStream()
                        .write(("GET /api/v1/events HTTP/1.1\r\nHost: coc\r\n" + greedy + "\r\n\r\n").getBytes(UTF_8));
                assertTrue(new String(socket.getInputStream().readNBytes(12), UTF_8).endsWith("200"));
            }
            assertEquals(
                    429, raw.send("GET /api/v1/events HTTP/1.1", "", greedy).status());
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void anUnknownUserTakesAsLongAsAWrongPassword() throws Exception {
        String user = "known";
        people.user("default", "coc:*:*")
                .make("/users", Map.of("name", user, "displayName", user, "password", TestApp.PASSWORD));
        assertTrue(
                people.text("SELECT password_hash FROM app_user WHERE name = '" + user + "'")
                        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$"),
                "at the full cost");
        long[] known = new long[9];
        long[] unknown = new long[9];
        for (int i = 0; i < 9; i++) {
            known[i] = time(user, "192.0.2." + (10 + i));
            unknown[i] = time("nobody", "192.0.2." + (10 + i));
        }
        Arrays.sort(known);
        Arrays.sort(unknown);
        assertTrue(unknown[4] > known[4] / 3 && unknown[4] < known[4] * 3, unknown[4] + " ns and " + known[4] + " ns");
    }

    private static long time(String user, String address) {
        long begin = System.nanoTime();
        Answer a = signIn(address, user, "wrong");
        assertEquals(401, a.status(), a.toString());
        assertTrue(a.body().contains("Tenant, user or password is wrong."), a.body());
        return System.nanoTime() - begin;
    }

    @Test
    void aThousandWrongSignInsHoldNobodyUp() throws Exception {
        String session =
                "Authorization: Bearer " + people.user("default", "coc:*:*").token();
        Map<Integer, AtomicInteger> statuses = new HashMap<>();
        for (int status : new int[] {401, 429}) {
            statuses.put(status, new AtomicInteger());
        }
        AtomicInteger neither = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1_000);
        List<Long> others = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(100)) {
            for (int i = 0; i < 1_000; i++) {
                threads.execute(() -> {
                    statuses.getOrDefault(
                                    signIn("198.51.100.1", "admin", "guess").status(), neither)
                            .incrementAndGet();
                    done.countDown();
                });
            }
            while (done.getCount() > 0) {
                long begin = System.nanoTime();
                assertEquals(200, current(session));
                others.add(System.nanoTime() - begin);
            }
            assertEquals(201, signIn("198.51.100.2", "admin", TestApp.PASSWORD).status(), "from elsewhere");
        }
        assertEquals(0, neither.get(), statuses.toString());
        assertTrue(statuses.get(401).get() <= 20, "guesses that were looked at: " + statuses);
        others.sort(null);
        assertTrue(others.get(others.size() / 2) < 500_000_000L, "half of the others' calls, in ns: " + others);
        Answer refused = signIn("198.51.100.1", "admin", TestApp.PASSWORD);
        assertEquals(429, refused.status(), "even the right one, for a while");
        assertTrue(refused.header("retry-after").matches("[0-9]+"), refused.toString());
    }
}
