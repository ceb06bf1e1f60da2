package io.opencoc.launcher.app;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser that keeps cookies by host and port, and follows a redirect only when it is told to. */
final class Browser {
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    /** Of each server, by name. */
    final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();

    /** An answer and where it came from. */
    record Page(URI at, int status, String location, String body) {
        /** Where it sends the browser. */
        URI next() {
            return at.resolve(location);
        }
    }

    Page get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    Page post(URI uri, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Page send(HttpRequest.Builder builder) {
        URI uri = builder.copy().build().uri();
        Map<String, String> jar = cookies.computeIfAbsent(uri.getAuthority(), a -> new LinkedHashMap<>());
        if (!jar.isEmpty()) {
            builder.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> r =
                    http.send(builder.timeout(Duration.ofSeconds(40)).build(), HttpResponse.BodyHandlers.ofString());
            r.headers().allValues("Set-Cookie").forEach(c -> {
                String[] pair = c.split(";", 2)[0].split("=", 2);
                if (pair[1].isEmpty() || c.contains("Max-Age=0")) {
                    jar.remove(pair[0]);
                } else {
                    jar.put(pair[0], pair[1]);
                }
            });
            return new Page(
                    uri, r.statusCode(), r.headers().firstValue("Location").orElse(""), r.body());
        } catch (Exception e) {
            throw new AssertionError(uri.toString(), e);
        }
    }

    /** The session's token; null without one. */
    String session(App app) {
        return cookies.getOrDefault("127.0.0.1:" + app.port(), Map.of()).get("coc_session");
    }
}
