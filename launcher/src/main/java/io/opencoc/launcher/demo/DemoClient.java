package io.opencoc.launcher.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the server's own API as any client would. */
final class DemoClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String API = "/api/v1";

    private final WebClient http;
    private final String server;
    private @Nullable String token;

    /** @param server its address on this machine; its certificate may be for another name */
    DemoClient(Vertx vertx, String server) {
        this.server = server;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions().setTrustAll(true).setVerifyHost(false).setUserAgent("Prometheus/demo"));
    }

    Future<Void> signIn(String tenant, String user, String password) {
        return call(
                        HttpMethod.POST,
                        "/sessions",
                        new JsonObject().put("tenant", tenant).put("user", user).put("password", password))
                .map(session -> {
                    token = session.getString("token");
                    return null;
                });
    }

    /** The thing of this name in a list, made from the body when it is not there. */
    Future<JsonObject> findOrCreate(String list, JsonObject body) {
        String name = body.getString("name");
        return call(HttpMethod.GET, list + "?size=100&q=" + URLEncoder.encode(name, StandardCharsets.UTF_8), null)
                .compose(found -> found.getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(item -> name.equals(item.getString("name")))
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> call(HttpMethod.POST, list, body)));
    }

    Future<JsonObject> get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    /** Posts alerts to a hook, without a session. */
    Future<Void> fire(String key, JsonArray alerts) {
        return send(HttpMethod.POST, "/hooks/" + key + "/api/v2/alerts", alerts.toBuffer(), null)
                .mapEmpty();
    }

    private Future<JsonObject> call(HttpMethod method, String path, @Nullable JsonObject body) {
        return send(method, API + path, body == null ? null : body.toBuffer(), token)
                .map(HttpResponse::bodyAsJsonObject);
    }

    private Future<HttpResponse<Buffer>> send(
            HttpMethod method, String path, @Nullable Buffer body, @Nullable String bearer) {
        HttpRequest<Buffer> request = http.requestAbs(method, server + path).timeout(LIMIT.toMillis());
        if (bearer != null) {
            request.bearerTokenAuthentication(bearer);
        }
        Future<HttpResponse<Buffer>> answer = body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").sendBuffer(body);
        return answer.compose(a -> a.statusCode() / 100 == 2
                ? Future.succeededFuture(a)
                : Future.failedFuture(method + " " + path.replaceFirst("/hooks/[^/]+", "/hooks/…") + " was answered "
                        + a.statusCode() + " " + a.bodyAsString()));
    }

    @Override
    public void close() {
        http.close();
    }
}
