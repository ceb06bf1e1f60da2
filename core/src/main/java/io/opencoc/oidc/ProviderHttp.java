package io.opencoc.oidc;

import io.opencoc.kernel.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls identity providers: no redirects, ten seconds, 256 KiB of JSON at most, and only where the guard lets it. Does not block. */
final class ProviderHttp {
    private static final int MOST_BYTES = 256 << 10;
    private static final int CONNECT_MILLIS = 5_000;
    private static final long SECONDS = 10;

    private final AddressGuard guard;
    private final HttpClient client;

    /** An answer in JSON, with its status. */
    record Answer(int status, JsonNode body) {}

    ProviderHttp(Vertx vertx, AddressGuard guard) {
        this.guard = guard;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setIdleTimeout((int) SECONDS)
                        .setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(8).setMaxWaitQueueSize(100));
    }

    Future<Answer> get(String address, Map<String, String> headers) {
        return send(HttpMethod.GET, address, headers, null);
    }

    Future<Answer> post(String address, Map<String, String> headers, String form) {
        return send(HttpMethod.POST, address, headers, form);
    }

    private Future<Answer> send(HttpMethod method, String address, Map<String, String> headers, @Nullable String form) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(new ProviderFailure("an address of the identity provider is not one"));
        }
        String where = uri.getHost() + uri.getPath();
        return guard.resolve(uri)
                .compose(place -> client.request(options(method, place)).compose(request -> {
                    headers.forEach(request::putHeader);
                    request.putHeader("Accept", "application/json");
                    Future<HttpClientResponse> sent = form == null
                            ? request.send()
                            : request.putHeader("Content-Type", "application/x-www-form-urlencoded")
                                    .send(form);
                    return sent.compose(ProviderHttp::body)
                            .timeout(SECONDS, TimeUnit.SECONDS)
                            .onFailure(f -> request.reset());
                }))
                .timeout(2 * SECONDS, TimeUnit.SECONDS)
                .transform(r -> r.succeeded()
                        ? Future.succeededFuture(r.result())
                        : Future.failedFuture(
                                r.cause() instanceof ProviderFailure
                                        ? r.cause()
                                        : new ProviderFailure(where + " does not answer as it should: "
                                                + r.cause().getClass().getSimpleName())));
    }

    private static RequestOptions options(HttpMethod method, AddressGuard.Place place) {
        URI uri = place.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(
                        place.port(), place.address().getHostAddress()))
                .setHost(uri.getHost())
                .setPort(place.port())
                .setSsl(place.tls())
                .setFollowRedirects(false)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static Future<Answer> body(HttpClientResponse response) {
        Promise<Answer> done = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > MOST_BYTES) {
                done.tryFail(new ProviderFailure("the answer is larger than " + MOST_BYTES + " bytes"));
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(done::tryFail);
        response.endHandler(v -> {
            try {
                done.tryComplete(new Answer(response.statusCode(), Json.MAPPER.readTree(body.getBytes())));
            } catch (JacksonException e) {
                done.tryFail(new ProviderFailure("the answer " + response.statusCode() + " is not JSON"));
            }
        });
        return done.future();
    }
}
