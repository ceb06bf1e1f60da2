package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.app.RawHttp.Answer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers to requests that are wrong below the level of any operation: always a problem, always with the headers that protect. */
class EdgeIT {
    private static final String JSON = "Content-Type: application/json";

    @TempDir
    static Path folder;

    static App app;
    static RawHttp raw;
    static String bearer;
    static String key;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        app = TestApp.start(data);
        raw = new RawHttp(app.port());
        try (TestPeople people = new TestPeople(app, data)) {
            ApiUser admin = people.user("default", "coc:*:*");
            bearer = "Authorization: Bearer " + admin.token();
            key = admin.make("/integrations", Map.of("source", "prometheus", "name", "edge"))
                    .get("key")
                    .asString();
        }
    }

    @AfterAll
    static void stop() {
        app.stop();
    }

    private static void isProblem(int status, Answer a) {
        assertEquals(status, a.status(), a.toString());
        assertEquals("application/problem+json", a.header("content-type"), a.toString());
        assertEquals(status, Json.tree(a.body()).get("status").asInt());
        isProtected(a);
        assertFalse(a.body().contains("\tat ") || a.body().contains("io.opencoc"), a.body());
    }

    private static void isProtected(Answer a) {
        assertTrue(a.header("content-security-policy").contains("frame-ancestors 'none'"), a.toString());
        assertEquals("nosniff", a.header("x-content-type-options"), a.toString());
        assertEquals("deny", a.header("x-frame-options"), a.toString());
    }

    @Test
    void whatIsNotHttpIsAProblemToo() {
        isProblem(414, raw.bytes("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: coc\r\n\r\n"));
        isProblem(431, raw.send("GET / HTTP/1.1", "", "X-Long: " + "a".repeat(20_000)));
        isProblem(400, raw.bytes("GARBAGE\r\n\r\n"));
        isProblem(400, raw.bytes("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
        isProblem(400, raw.send("GET / HTTP/1.1", "", "White space: here"));
        isProblem(400, raw.send("POST /hooks/" + key + " HTTP/1.1", "", "Content-Length: -4"));
        isProblem(400, raw.send("POST /hooks/" + key + " HTTP/1.1", "{}", "Content-Length: 5"));
        isProblem(404, raw.send("OPTIONS * HTTP/1.1", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/api/v1/%zz", "/api/v1/engineers?q=%zz", "/api/v1/engineers?q=%", "/hooks/%zz"})
    void whatIsBadlyEncodedIsRefused(String path) {
        isProblem(400, raw.send("GET " + path + " HTTP/1.1", "", bearer));
    }

    @Test
    void aHookWithABadlyEncodedQueryIsAnsweredWhenItsBodyComesLater() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", app.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /hooks/" + key + "?x=%zz HTTP/1.1\r\nHost: coc\r\nExpect: 100-continue\r\n"
                            + "Connection: close\r\nContent-Length: 2\r\n" + JSON + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            String first = new String(in.readNBytes(12), StandardCharsets.UTF_8);
            out.write("{}".getBytes(StandardCharsets.UTF_8));
            String all = first + new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(all.contains("HTTP/1.1 400"), all);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=a&q=b",
                "page=1&page=1",
                "access_token=x",
                "page=1e1",
                "page=99999999999999999999",
                "size=101",
                "q=%00"
            })
    void parametersThatAreNotTheContractsAreRefused(String query) {
        isProblem(400, raw.send("GET /api/v1/engineers?" + query + " HTTP/1.1", "", bearer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2016-12-31T23:59:60Z",
                "2016-12-31T22:00:00%2B23:59",
                "2016-12-31T22:00:00.1234567890123Z",
                "2016-12-31T24:00:00Z"
            })
    void timesThatTheServerDoesNotKnowAreRefused(String time) {
        Answer a = raw.send("GET /api/v1/original-alarms?from=" + time + " HTTP/1.1", "", bearer);
        isProblem(400, a);
        assertTrue(a.body().contains("\"field\":\"from\""), a.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":NaN}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a\\ud800b\"}",
                "{\"name\":\"a\"} {}",
                "{\"name\":null}",
                "{\"na\\udc00me\":1}",
                "null",
                "[]",
                "{"
            })
    void bodiesThatCannotBeKeptAreRefused(String body) {
        isProblem(400, raw.send("POST /api/v1/engineers HTTP/1.1", body, JSON, bearer));
    }

    @Test
    void bodiesThatAreTooMuchAreRefused() {
        String large = "{\"name\":\"" + "x".repeat(2 << 20) + "\"}";
        isProblem(413, raw.send("POST /api/v1/engineers HTTP/1.1", large, JSON, bearer));
        isProblem(400, raw.send("POST /api/v1/engineers HTTP/1.1", "[".repeat(100_000), JSON, bearer));
        isProblem(
                400,
                raw.send(
                        "POST /api/v1/forwarding-rules HTTP/1.1",
                        "{\"name\":\"n\",\"priority\":1e999999999}",
                        JSON,
                        bearer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/jsonfoo",
                "text/plain; application/json",
                "application/json; charset=utf-16",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=b",
                "multipart/form-data"
            })
    void onlyJsonIsTaken(String type) {
        isProblem(
                415,
                raw.send("POST /api/v1/engineers HTTP/1.1", "{\"name\":\"typed\"}", "Content-Type: " + type, bearer));
    }

    @Test
    void jsonMaySayItsEncoding() {
        Answer a = raw.send(
                "POST /api/v1/engineers HTTP/1.1",
                "{\"name\":\"encoded\"}",
                "Content-Type: Application/JSON ; charset=\"UTF-8\"",
                bearer);
        assertEquals(201, a.status(), a.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "TRACE", "OPTIONS", "CONNECT", "FOO"})
    void otherMethodsAreNotAllowed(String method) {
        Answer a = raw.send(method + " /api/v1/engineers HTTP/1.1", "", bearer);
        isProblem(405, a);
        assertEquals("get, post", a.header("allow"));
        assertEquals(
                200,
                raw.send("GET /api/v1/engineers HTTP/1.1", "", bearer, "X-HTTP-Method-Override: " + method)
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1//engineers, 401",
        "//api/v1/engineers, 401",
        "/api/v1/engineers/, 401",
        "/api/v1/../v1/engineers, 401",
        "/api/v1/%65ngineers, 401",
        "/api/v1/sessions/%2e%2e/engineers, 401",
        "/health/live/../../api/v1/engineers, 401",
        "/api/v1/engineers;x=1, 404",
        "/api%2fv1/engineers, 404",
        "/API/v1/engineers, 404",
        "/../../etc/passwd, 404",
        "/assets/..%2f..%2findex.html, 404",
        "/%2e%2e/%2e%2e/etc/passwd, 404",
        "/index.html%00.png, 404",
        "/..;/x, 404"
    })
    void noSpellingOfAnAddressGoesAroundTheGuard(String path, int status) {
        isProblem(status, raw.send("GET " + path + " HTTP/1.1", ""));
    }

    @Test
    void everyKindOfAnswerIsProtected() {
        for (String path : new String[] {
            "/",
            "/favicon.svg",
            "/openapi.yaml",
            "/metrics",
            "/health/ready",
            "/api/v1/sessions/current",
            "/hooks/" + key
        }) {
            isProtected(raw.send("GET " + path + " HTTP/1.1", "", bearer));
            isProtected(raw.send("HEAD " + path + " HTTP/1.1", "", bearer));
        }
        Answer head = raw.send("HEAD / HTTP/1.1", "");
        assertEquals(200, head.status());
        assertEquals("", head.body());
    }
}
