package io.opencoc.kernel.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.HttpPort.Request;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboundHttpTest {
    static final AtomicInteger CALLS = new AtomicInteger();
    static Vertx vertx;
    static HttpServer server;
    static String base;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    CALLS.incrementAndGet();
                    switch (request.path()) {
                        case "/large" -> request.response().end(Buffer.buffer(new byte[2_000]));
                        case "/away" ->
                            request.response()
                                    .setStatusCode(302)
                                    .putHeader("Location", "/large")
                                    .end();
                        case "/cut" -> request.connection().close();
                        default ->
                            request.body().onSuccess(body -> request.response()
                                    .putHeader("X-Seen", String.valueOf(request.getHeader("X-Mine")))
                                    .end(request.method() + " " + request.uri() + " " + body));
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        base = "http://127.0.0.1:" + server.actualPort();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static OutboundHttp http(String... allowed) {
        return new OutboundHttp(vertx, new AddressGuard(vertx, AddressGuard.Rule.PLUGINS, List.of(allowed)), 1_000);
    }

    private static Answer send(OutboundHttp http, Request request) throws IOException {
        try {
            return http.send(request).await().atMost(Duration.ofSeconds(25));
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException why) {
                throw why;
            }
            throw e;
        }
    }

    private static String refusal(Request request, String... allowed) {
        int before = CALLS.get();
        String why = String.valueOf(assertThrows(IOException.class, () -> send(http(allowed), request))
                .getMessage());
        assertEquals(before, CALLS.get(), "nobody was called");
        assertFalse(why.contains("s3cret"), why);
        assertFalse(why.contains("\n"), why);
        return why;
    }

    @Test
    void sendsAndGivesTheWholeAnswer() throws IOException {
        Answer answer = send(
                http("127.0.0.1"),
                Request.post(URI.create(base + "/x?q=1"), "text/plain", "告警").with("X-Mine", "yes"));
        assertEquals(200, answer.status());
        assertEquals("POST /x?q=1 告警", answer.text());
        assertEquals("yes", answer.header("x-SEEN"));
    }

    @Test
    void internalAddressesAreCalledOnlyWhenTheOperatorAllowsTheHost() {
        for (String url : List.of(
                base + "/?token=s3cret",
                "https://127.0.0.1/?token=s3cret",
                "https://[::1]/?token=s3cret",
                "https://localhost/?token=s3cret",
                "https://169.254.169.254/latest/?token=s3cret",
                "https://10.0.0.1/?token=s3cret")) {
            String why = refusal(Request.get(URI.create(url)));
            assertTrue(why.contains("plugins.allowedHosts"), why);
        }
    }

    @Test
    void whatIsNoAddressIsNotCalled() {
        for (String url : List.of(
                "ftp://127.0.0.1/s3cret", "file:///etc/passwd", "/relative", "https://user:s3cret@127.0.0.1/")) {
            refusal(Request.get(URI.create(url)), "127.0.0.1");
        }
    }

    @Test
    void headersCannotBeSmuggled() {
        URI url = URI.create(base + "/");
        for (String[] header : new String[][] {
            {"X-Mine", "a\r\nX-Other: b"},
            {"X Mine", "a"},
            {"Host", "evil.example"},
            {"Content-Length", "5"},
            {"transfer-encoding", "chunked"}
        }) {
            refusal(Request.get(url).with(header[0], header[1]), "127.0.0.1");
        }
        refusal(new Request("GET / HTTP/1.1\r\nX: ", url, java.util.Map.of(), new byte[0]), "127.0.0.1");
        refusal(Request.post(url, "text/plain", "x".repeat((1 << 20) + 1)), "127.0.0.1");
    }

    @Test
    void redirectsAreAnsweredAndNotFollowed() throws IOException {
        Answer answer = send(http("127.0.0.1"), Request.get(URI.create(base + "/away")));
        assertEquals(302, answer.status());
        assertEquals("/large", answer.header("location"));
    }

    @Test
    void whatIsTooLargeOrBreaksOffIsAFailureInOneLine() {
        OutboundHttp http = http("127.0.0.1");
        for (String path : List.of("/large?token=s3cret", "/cut?token=s3cret")) {
            String why = String.valueOf(
                    assertThrows(IOException.class, () -> send(http, Request.get(URI.create(base + path))))
                            .getMessage());
            assertFalse(why.contains("s3cret") || why.contains("\n") || why.isBlank(), why);
        }
    }

    @Test
    void requestsPrintWithoutWhatMayBeSecret() {
        String text = Request.get(URI.create("https://h.example/p?token=s3cret"))
                .with("Authorization", "s3cret")
                .toString();
        assertEquals("GET https://h.example/p", text);
    }
}
