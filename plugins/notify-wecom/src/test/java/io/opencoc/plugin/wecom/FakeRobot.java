package io.opencoc.plugin.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** Answers as WeCom's robots do, refuses what they refuse, and keeps what it took. */
final class FakeRobot implements AutoCloseable {
    static final String KEY = "00000000-0000-4000-8000-000000000000";

    /** What is answered instead. */
    record Scripted(int status, String body) {}

    final List<JsonNode> took = new CopyOnWriteArrayList<>();
    final Queue<Scripted> script = new ConcurrentLinkedQueue<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
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
        return host() + "/cgi-bin/webhook/send?key=" + KEY;
    }

    private void handle(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
        Scripted next = script.poll();
        if (next == null && !call.getRequestURI().getPath().equals("/cgi-bin/webhook/send")) {
            next = new Scripted(404, "<html>404</html>");
        }
        if (next == null) {
            next = new Scripted(200, answer(call, body));
        }
        byte[] out = next.body.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        call.sendResponseHeaders(next.status, out.length == 0 ? -1 : out.length);
        call.getResponseBody().write(out);
        call.close();
    }

    private String answer(HttpExchange call, String body) {
        if (!("key=" + KEY).equals(call.getRequestURI().getRawQuery())) {
            return refusal(93000, "invalid webhook url, hint: [1], from ip: 203.0.113.5");
        }
        if (!call.getRequestMethod().equals("POST")
                || !String.valueOf(call.getRequestHeaders().getFirst("Content-Type"))
                        .startsWith("application/json")) {
            return refusal(40035, "invalid argument");
        }
        Instant at = now.get();
        if (calls.stream()
                        .filter(c -> c.isAfter(at.minus(Duration.ofMinutes(1))))
                        .count()
                >= 20) {
            return refusal(45009, "api freq out of limit");
        }
        calls.add(at);
        JsonNode json;
        try {
            json = Json.tree(body);
        } catch (RuntimeException e) {
            return refusal(40035, "invalid json");
        }
        String type = json.path("msgtype").asString("");
        String content = json.path(type).path("content").asString("");
        if (!type.equals("text") && !type.equals("markdown")) {
            return refusal(40008, "invalid message type");
        }
        if (json.size() != 2 || (type.equals("markdown") && json.get(type).size() != 1)) {
            return refusal(40058, "unknown field");
        }
        if (content.isEmpty()) {
            return refusal(44004, "content is empty");
        }
        if (content.getBytes(UTF_8).length > (type.equals("text") ? 2048 : 4096)) {
            return refusal(40058, type + ".content exceed max length");
        }
        took.add(json);
        return refusal(0, "ok");
    }

    private static String refusal(int code, String message) {
        return "{\"errcode\":" + code + ",\"errmsg\":\"" + message + "\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
