package io.opencoc.plugin.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A server on this machine that answers as a provider does. What it computes, it computes without the plug-in's code. */
abstract class FakeProvider implements AutoCloseable {
    /** A request; header names in lower case. */
    record Got(String method, String path, String rawQuery, Map<String, String> headers, String body) {
        TreeMap<String, String> query() {
            return decoded(rawQuery);
        }

        TreeMap<String, String> form() {
            return decoded(body);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** An answer; without a body when it is null: the connection breaks. */
    record Said(
            int status,
            Map<String, String> headers,
            @Nullable String body) {
        static Said of(int status, String body) {
            return new Said(status, Map.of(), body);
        }

        static final Said BROKEN = new Said(0, Map.of(), null);
    }

    private final HttpServer server;
    private volatile @Nullable Said planned;

    FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    final String address() {
        return "http://" + host();
    }

    final String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it answers from now on to whatever comes; null for what it would. */
    final void answers(@Nullable Said said) {
        planned = said;
    }

    /** What it would answer. */
    abstract Said judge(Got got);

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String query = exchange.getRequestURI().getRawQuery();
        Got got = new Got(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Said said = planned == null ? judge(got) : planned;
        if (said.body() == null) {
            exchange.close();
            return;
        }
        said.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] out = said.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(said.status(), out.length == 0 ? -1 : out.length);
        exchange.getResponseBody().write(out);
        exchange.close();
    }

    static TreeMap<String, String> decoded(String parameters) {
        TreeMap<String, String> decoded = new TreeMap<>();
        for (String one : parameters.isEmpty() ? new String[0] : parameters.split("&")) {
            String[] pair = one.split("=", 2);
            decoded.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.length < 2 ? "" : pair[1], StandardCharsets.UTF_8));
        }
        return decoded;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String canonical(TreeMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
