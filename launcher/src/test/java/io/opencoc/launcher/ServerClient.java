package io.opencoc.launcher;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Calls a server of a test, and waits for what it does. */
public record ServerClient(HttpClient http, String server) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static ServerClient of(int port) {
        return new ServerClient(HttpClient.newHttpClient(), "http://127.0.0.1:" + port);
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(PATIENCE);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> signIn(String password) throws Exception {
        return post("/api/v1/sessions", "{\"user\":\"admin\",\"password\":\"" + password + "\"}");
    }

    /** The token of a new session of the administrator, as a header's value. */
    public String bearer(String password) throws Exception {
        return "Bearer " + Json.tree(signIn(password).body()).get("token").asString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Whether it is ready; false too while it cannot be reached. */
    public boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    /** Waits until something is so, looking often, for a minute at most. */
    public static void eventually(String what, BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            Thread.sleep(20);
        }
    }

    /** Whether nobody listens on the port. */
    public static boolean isRefused(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
