package io.opencoc.plugin.notifywebhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A receiver that does what the description asks of receivers: checks signature and age, and wants every member. */
final class FakeReceiver implements AutoCloseable {
    static final String SECRET = "0123456789abcdef-secret";

    record Received(Map<String, String> headers, JsonNode body) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final Instant now;
    private final HttpServer server;
    private volatile @Nullable Planned planned;

    private record Planned(int status, Map<String, String> headers, String body) {}

    FakeReceiver(Instant now) throws IOException {
        this.now = now;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?team=a";
    }

    /** What it answers from now on to what is properly signed. */
    void answers(int status, Map<String, String> headers, String body) {
        planned = new Planned(status, headers, body);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Planned answer = judge(exchange, body);
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        byte[] out = answer.body.getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status, out.length == 0 ? -1 : out.length);
        exchange.getResponseBody().write(out);
        exchange.close();
    }

    private Planned judge(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        String timestamp = headers.getOrDefault("opencoc-timestamp", "0");
        if (!signature(timestamp, body).equals(headers.get("opencoc-signature"))) {
            return new Planned(401, Map.of(), "wrong signature");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        if (age.abs().compareTo(Duration.ofMinutes(5)) > 0) {
            return new Planned(401, Map.of(), "too old");
        }
        if (!exchange.getRequestMethod().equals("POST") || !"application/json".equals(headers.get("content-type"))) {
            return new Planned(415, Map.of(), "POST application/json");
        }
        JsonNode json = Json.tree(new String(body, UTF_8));
        for (String member : List.of("id", "attempt", "subject", "text", "facts", "link", "language", "sentAt")) {
            if (!json.has(member)) {
                return new Planned(400, Map.of(), member + " is missing");
            }
        }
        if (!json.get("id").asString().equals(headers.get("idempotency-key")) || body.length > 1 << 20) {
            return new Planned(400, Map.of(), "key or size");
        }
        received.add(new Received(headers, json));
        Planned mine = planned;
        return mine == null ? new Planned(202, Map.of(), "queued\r\nas 7") : mine;
    }

    private static String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            byte[] head = (timestamp + ".").getBytes(UTF_8);
            byte[] all = new byte[head.length + body.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(all));
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
