package io.opencoc.kernel.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that trickle or say nothing, on a listener with a short patience. */
class SlowClientsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setIdleTimeout(1_500)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        server = WebServer.start(
                        VERTX,
                        options,
                        r -> {},
                        r -> {
                            if (r.path().equals("/slow")) {
                                // An answer may take longer than a request.
                                r.response().setChunked(true);
                                long ticks = VERTX.setPeriodic(
                                        500, id -> r.response().write("."));
                                VERTX.setTimer(3_000, id -> {
                                    VERTX.cancelTimer(ticks);
                                    r.response().end();
                                });
                            } else {
                                r.body().onSuccess(b -> r.response().end(String.valueOf(b.length())));
                            }
                        },
                        1)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop(Duration.ofSeconds(1))
                .eventually(VERTX::close)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static Socket connect(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        send(socket, text);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a byte each 100 ms until the server has closed the connection; gives the milliseconds that took, 15,000 at most. */
    private static long trickle(Socket socket) throws Exception {
        long begin = System.nanoTime();
        InputStream in = socket.getInputStream();
        socket.setSoTimeout(100);
        for (int i = 0; i < 150; i++) {
            try {
                send(socket, "a");
                if (in.read() < 0) {
                    break;
                }
            } catch (SocketTimeoutException e) {
                // it is open still
            } catch (IOException e) {
                break;
            }
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void headersThatTrickleEndTheConnection() throws Exception {
        try (Socket socket = connect("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")) {
            long took = trickle(socket);
            assertTrue(took > 1_000 && took < 10_000, took + " ms");
        }
    }

    @Test
    void theNextRequestOfAConnectionMayNotTrickleEither() throws Exception {
        try (Socket socket = connect("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertTrue(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)
                    .startsWith("HTTP/1.1 200"));
            send(socket, "GET / HTTP/1.1\r\nX-Slow: ");
            InputStream in = socket.getInputStream();
            in.skip(in.available());
            long took = trickle(socket);
            assertTrue(took > 1_000 && took < 10_000, took + " ms");
        }
    }

    @Test
    void aLongAnswerIsNotCutOff() throws Exception {
        // With a second request behind it, which waits all the time.
        try (Socket socket = connect("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
                + "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc")) {
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertEquals(3, all.split("HTTP/1.1 200", -1).length, all);
            assertTrue(all.endsWith("3"), all);
        }
    }

    @Test
    void twoThousandThatSayNothingHoldNobodyUpAndGo() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                idle.add(connect(i % 2 == 0 ? "" : "POST / HTTP/1.1\r\nHost: x\r\nContent-Le"));
            }
            try (Socket socket =
                    connect("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc")) {
                String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(all.startsWith("HTTP/1.1 200"), all);
            }
            for (Socket socket : idle) {
                try {
                    assertEquals(-1, socket.getInputStream().read(), "closed by the server");
                } catch (java.net.SocketException reset) {
                    // closed too
                }
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }
}
