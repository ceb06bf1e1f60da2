package io.opencoc.plugin.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Answers as DingTalk's robots do, refuses what they refuse, and keeps what it took. */
final class FakeRobot implements AutoCloseable {
    static final String TOKEN = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";
    static final String SECRET = "SECdemo0000";
    static final int LARGEST = 20_000;

    /** What is answered instead. */
    record Scripted(int status, String body) {}

    final List<JsonNode> took = new CopyOnWriteArrayList<>();
    final Queue<Scripted> script = new ConcurrentLinkedQueue<>();
    /** The clock of DingTalk; at first that of the tests' context. */
    final AtomicReference<Instant> now = new AtomicReference<>(RecordedRequest.RECEIVED_AT);
    /** What it demands: empty for no signature. */
    final AtomicReference<String> secret = new AtomicReference<>(SECRET);

    final AtomicReference<String> keyword = new AtomicReference<>("");
    private final List<Instant> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeRobot() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** The setting that lets messages come here. */
    String host() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Of the robot that is here. */
    String address() {
        return host() + "/robot/send?access_token=" + TOKEN;
    }

    private void handle(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        Scripted next = script.poll();
        if (next == null && !call.getRequestURI().getPath().equals("/robot/send")) {
            next = new Scripted(404, "<html>404</html>");
        }
        if (next == null) {
            next = new Scripted(200, answer(call, body));
        }
        byte[] out = next.body.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(next.status, out.length == 0 ? -1 : out.length);
        call.getResponseBody().write(out);
        call.close();
    }

    private String answer(HttpExchange call, byte[] body) {
        Map<String, String> query = new HashMap<>();
        for (String pair : call.getRequestURI().getRawQuery().split("&")) {
            query.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], UTF_8));
        }
        if (!TOKEN.equals(query.get("access_token"))) {
            return said(300001, "token is not exist");
        }
        if (!call.getRequestMethod().equals("POST")
                || !String.valueOf(call.getRequestHeaders().getFirst("Content-Type"))
                        .startsWith("application/json")) {
            return said(43004, "invalid http header content-type");
        }
        String refused = secret.get().isEmpty() ? null : unsigned(query);
        if (refused != null) {
            return said(310000, refused);
        }
        Instant at = now.get();
        if (calls.stream()
                        .filter(c -> c.isAfter(at.minus(Duration.ofMinutes(1))))
                        .count()
                >= 20) {
            return said(130101, "send too fast, exceed 20 times per minute");
        }
        calls.add(at);
        JsonNode json;
        try {
            json = Json.tree(new String(body, UTF_8));
        } catch (RuntimeException e) {
            return said(40035, "json parse failed");
        }
        JsonNode markdown = json.path("markdown");
        if (!json.path("msgtype").asString("").equals("markdown")
                || markdown.path("title").asString("").isEmpty()
                || markdown.path("text").asString("").isEmpty()
                || !json.path("at").path("isAtAll").isBoolean()
                || !json.path("at").path("atMobiles").isArray()) {
            return said(40035, "missing parameter");
        }
        if (body.length > LARGEST) {
            return said(40035, "the message is too long");
        }
        if (!markdown.get("text").asString().contains(keyword.get())) {
            return said(310000, "keywords not in content");
        }
        took.add(json);
        return said(0, "ok");
    }

    private String unsigned(Map<String, String> query) {
        String millis = query.getOrDefault("timestamp", "");
        if (!millis.matches("[0-9]{13}")
                || Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), now.get())
                                .abs()
                                .compareTo(Duration.ofHours(1))
                        > 0) {
            return "invalid timestamp";
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get().getBytes(UTF_8), "HmacSHA256"));
            byte[] sign = mac.doFinal((millis + "\n" + secret.get()).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(sign).equals(query.get("sign")) ? null : "sign not match";
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String said(int code, String message) {
        return "{\"errcode\":" + code + ",\"errmsg\":\"" + message + "\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
