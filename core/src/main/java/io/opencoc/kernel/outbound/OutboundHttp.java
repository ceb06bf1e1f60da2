package io.opencoc.kernel.outbound;

import io.opencoc.api.HttpPort;
import io.opencoc.api.JsonReader;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls typed addresses with Vert.x: no redirects, ten seconds, a bounded answer, and only where the guard lets it, to the very address that the
 * guard has looked at. Safe for all threads; a result arrives on the caller's Vert.x context.
 */
public final class OutboundHttp implements HttpPort {
    private static final int LARGEST = 1 << 20;
    private static final int CONNECT_MILLIS = 5_000;
    private static final long SECONDS = 10;
    private static final int CONNECTIONS = 16;
    private static final int WAITING = 200;
    private static final int MOST_HEADERS = 50;
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "keep-alive",
            "expect");

    private final AddressGuard guard;
    private final HttpClient client;
    private final int largest;

    /** One that takes answers of 1 MiB at most. */
    public OutboundHttp(Vertx vertx, AddressGuard guard) {
        this(vertx, guard, LARGEST);
    }

    /** @param largest answer, bytes */
    public OutboundHttp(Vertx vertx, AddressGuard guard, int largest) {
        this.guard = guard;
        this.largest = largest;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setIdleTimeout((int) SECONDS)
                        .setVerifyHost(true)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    @Override
    public Uni<Answer> send(Request request) {
        return Reactive.uni(() -> exchange(request));
    }

    @Override
    public JsonReader json(byte[] body) {
        return new JacksonJsonReader(body);
    }

    private Future<Answer> exchange(Request request) {
        String wrong = wrong(request);
        if (wrong != null) {
            return Future.failedFuture(new RefusedAddressException(wrong));
        }
        return guard.resolve(request.url())
                .compose(place -> client.request(options(request.method(), place)))
                .compose(open -> answer(open, request))
                .timeout(2 * SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(reason(request.url(), failure)));
    }

    private static @org.jspecify.annotations.Nullable String wrong(Request request) {
        if (request.body().length > LARGEST) {
            return "the body is larger than " + LARGEST + " bytes";
        }
        if (!request.method().matches("[A-Z]{1,20}") || request.headers().size() > MOST_HEADERS) {
            return "the method is not one, or there are too many headers";
        }
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            boolean fine = header.getKey().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
                    && !OURS.contains(header.getKey().toLowerCase(Locale.ROOT))
                    && header.getValue().chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff);
            if (!fine) {
                return "the header " + header.getKey().replaceAll("[^A-Za-z0-9-]", "?") + " may not be sent so";
            }
        }
        return null;
    }

    private Future<Answer> answer(HttpClientRequest open, Request request) {
        request.headers().forEach(open::putHeader);
        Future<HttpClientResponse> sent =
                request.body().length == 0 && request.method().equals("GET")
                        ? open.send()
                        : open.send(Buffer.buffer(request.body()));
        return sent.compose(this::whole).timeout(SECONDS, TimeUnit.SECONDS).onFailure(f -> open.reset());
    }

    private static RequestOptions options(String method, AddressGuard.Place place) {
        URI uri = place.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setServer(SocketAddress.inetSocketAddress(
                        place.port(), place.address().getHostAddress()))
                .setHost(uri.getHost())
                .setPort(place.port())
                .setSsl(place.tls())
                .setFollowRedirects(false)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private Future<Answer> whole(HttpClientResponse response) {
        Promise<Answer> done = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > largest) {
                done.tryFail(new RefusedAddressException("the answer is larger than " + largest + " bytes"));
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(done::tryFail);
        response.endHandler(v -> {
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers().forEach(h -> headers.putIfAbsent(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
            done.tryComplete(new Answer(response.statusCode(), headers, body.getBytes()));
        });
        return done.future();
    }

    private static IOException reason(URI url, Throwable failure) {
        if (failure instanceof RefusedAddressException refused) {
            return refused;
        }
        String why = failure instanceof TimeoutException
                ? "did not answer in time"
                : failure instanceof java.net.UnknownHostException
                        ? "is not known by name"
                        : failure instanceof javax.net.ssl.SSLException
                                ? "has no certificate that is trusted"
                                : "does not answer (" + failure.getClass().getSimpleName() + ")";
        return new IOException(url.getHost() + " " + why, failure);
    }
}
