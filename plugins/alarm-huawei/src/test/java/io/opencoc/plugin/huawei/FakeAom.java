package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** AOM's list of events: checks the signature, the clock, the project and the body, filters by start and type, and gives page after page. */
final class FakeAom implements AutoCloseable {
    static final String HOST = "aom.cn-north-4.myhuaweicloud.com";
    static final String PROJECT = "p0123456789";
    static final String AK = "AKDEMO0000000000";
    static final String SK = "SKdemoSecret0000000000000000";

    /** What it has: as the API gives it. */
    final List<ObjectNode> events = new CopyOnWriteArrayList<>();
    /** What was asked, with the body as {@code body}. */
    final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();

    volatile int failWith;
    private final Supplier<Instant> now;
    private final HttpServer server;

    FakeAom(Supplier<Instant> now) throws IOException {
        this.now = now;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    RoutedHttp http() {
        return new RoutedHttp(server.getAddress().getPort());
    }

    /** Adds an alarm; gives it, to change it. */
    ObjectNode alarm(String name, String resource, Instant startsAt) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("starts_at", startsAt.toEpochMilli()).put("ends_at", 0).put("timeout", 259200000L);
        event.put("id", "id-" + events.size());
        event.putObject("metadata")
                .put("event_name", name)
                .put("event_severity", "Major")
                .put("event_type", "alarm")
                .put("resource_type", "node")
                .put("resource_id", resource)
                .put("namespace", "PAAS.NODE");
        event.putObject("annotations").put("message", name + " on " + resource);
        events.add(event);
        return event;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        URI uri = exchange.getRequestURI();
        Map<String, String> query = query(uri.getRawQuery());
        Map<String, String> note = new TreeMap<>(query);
        note.put("body", body);
        note.put("host", String.valueOf(exchange.getRequestHeaders().getFirst(RoutedHttp.HOST)));
        note.put(
                "enterpriseProject", String.valueOf(exchange.getRequestHeaders().getFirst("Enterprise-Project-Id")));
        asked.add(note);
        try {
            String wrong = wrongSignature(exchange.getRequestMethod(), uri, exchange.getRequestHeaders(), body);
            if (failWith > 0) {
                refuse(exchange, failWith, failWith == 429 ? "APIG.0308" : "AOM.02002101", "demo error text");
            } else if (wrong != null) {
                refuse(exchange, 401, "APIG.0301", "Incorrect IAM authentication information: " + wrong);
            } else if (!uri.getPath().equals("/v2/" + PROJECT + "/events")) {
                refuse(exchange, 404, "APIG.0101", "The API does not exist or has not been published");
            } else {
                FakeSmn.send(exchange, 200, list(query, Json.tree(body)));
            }
        } catch (RuntimeException e) {
            refuse(exchange, 400, "AOM.02002101", "invalid parameter: " + e.getMessage());
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String text) throws IOException {
        ObjectNode error = Json.MAPPER.createObjectNode();
        FakeSmn.send(
                exchange,
                status,
                error.put("error_code", code)
                        .put("error_msg", text)
                        .put("trace_id", "demo")
                        .toString());
    }

    private String list(Map<String, String> query, JsonNode body) {
        String[] range = body.get("time_range").asString().split("\\.");
        long from = Long.parseLong(range[0]);
        long to = Long.parseLong(range[1]);
        Long.parseLong(range[2]);
        String type = query.get("type");
        List<ObjectNode> found = new ArrayList<>(events.stream()
                .filter(e -> e.get("starts_at").asLong() >= from
                        && e.get("starts_at").asLong() <= to)
                .filter(e -> type == null
                        || type.equals("history_alert") == e.get("ends_at").asLong() > 0)
                .sorted(Comparator.comparingLong(e -> e.get("starts_at").asLong()))
                .toList());
        int limit = Integer.parseInt(query.get("limit"));
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit");
        }
        int first = Integer.parseInt(query.get("marker"));
        List<ObjectNode> page = found.subList(Math.min(first, found.size()), Math.min(first + limit, found.size()));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        page.forEach(answer.putArray("events")::add);
        answer.putObject("page_info")
                .put("current_count", page.size())
                .put("previous_marker", "" + first)
                .put("next_marker", "" + (first + page.size()));
        return answer.toString();
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return query;
    }

    /** What is wrong with it; null when it is right. */
    private @Nullable String wrongSignature(String method, URI uri, Headers headers, String body) {
        String date = headers.getFirst("X-Sdk-Date");
        String authorization = headers.getFirst("Authorization");
        if (date == null || authorization == null) {
            return "no signature";
        }
        Instant at = LocalDateTime.parse(date, DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'"))
                .toInstant(ZoneOffset.UTC);
        if (Duration.between(at, now.get()).abs().compareTo(Duration.ofMinutes(15)) > 0) {
            return "signature expired";
        }
        String host = String.valueOf(headers.getFirst(RoutedHttp.HOST)).replace("https://", "");
        String canonical = String.join(
                "\n",
                method,
                uri.getRawPath() + "/",
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                "host:" + host,
                "x-project-id:" + headers.getFirst("X-Project-Id"),
                "x-sdk-date:" + date,
                "",
                "host;x-project-id;x-sdk-date",
                hash(body));
        String expected = "SDK-HMAC-SHA256 Access=" + AK + ", SignedHeaders=host;x-project-id;x-sdk-date, Signature="
                + hmac("SDK-HMAC-SHA256\n" + date + "\n" + hash(canonical));
        return expected.equals(authorization) ? null : "verify aksk signature fail";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SK.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
