package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** SMN: has one certificate, confirms subscriptions with the right token, and writes down who asked for what. */
final class FakeSmn implements AutoCloseable {
    static final String CERTIFICATE =
            "https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_cn-north-4_00000000000000000000000000000000.pem";

    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile int failWith;
    private final HttpServer server;

    FakeSmn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    RoutedHttp http() {
        return new RoutedHttp(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String url = exchange.getRequestHeaders().getFirst(RoutedHttp.HOST) + exchange.getRequestURI();
        asked.add(exchange.getRequestMethod() + " " + url);
        if (failWith > 0) {
            send(exchange, failWith, "{\"error_code\":\"SMN.0001\",\"error_msg\":\"not\\nnow\"}");
        } else if (url.equals(CERTIFICATE)) {
            send(exchange, 200, Vectors.smn().get("certificate_pem").asString());
        } else if (url.startsWith("https://console.huaweicloud.com/smn/subscription/confirm?token=demo-token&")) {
            send(exchange, 200, "{\"request_id\":\"f1\",\"subscription_urn\":\"urn:smn:cn-north-4:0:t:1\"}");
        } else {
            send(exchange, 404, "{\"error_code\":\"SMN.0011\",\"error_msg\":\"not found\"}");
        }
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
