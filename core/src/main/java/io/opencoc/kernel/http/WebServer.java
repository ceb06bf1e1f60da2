package io.opencoc.kernel.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.opencoc.kernel.json.Json;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The listener: as many event loops as asked for, all serving one router. Stopping first refuses new work and answers what is under way.
 */
public final class WebServer {
    /** Connections at once, over all event loops; each takes some ten kilobytes. */
    private static final int MOST_CONNECTIONS = 10_000;
    /** A request's body; who reads bodies may have less patience. */
    private static final Duration LONGEST_BODY = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final HttpServerOptions options;
    private final Handler<HttpServerRequest> always;
    private final Handler<HttpServerRequest> router;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger port;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean draining;
    private volatile String deployment = "";

    private WebServer(
            Vertx vertx,
            HttpServerOptions options,
            Handler<HttpServerRequest> always,
            Handler<HttpServerRequest> router) {
        this.vertx = vertx;
        this.options = options;
        this.always = always;
        this.router = router;
        this.port = new AtomicInteger(options.getPort());
    }

    /**
     * Starts listening; the future fails when the port cannot be had.
     *
     * @param always run first for each request, also for those that cannot be read and never reach the router
     */
    public static Future<WebServer> start(
            Vertx vertx,
            HttpServerOptions options,
            Handler<HttpServerRequest> always,
            Handler<HttpServerRequest> router,
            int eventLoops) {
        // A free port is chosen by the first listener; the others must use the same.
        if (options.getPort() == 0 && eventLoops > 1) {
            return free(vertx, options)
                    .compose(port ->
                            start(vertx, new HttpServerOptions(options).setPort(port), always, router, eventLoops));
        }
        WebServer server = new WebServer(vertx, options, always, router);
        return vertx.deployVerticle(() -> server.new Listener(), new DeploymentOptions().setInstances(eventLoops))
                .map(id -> {
                    server.deployment = id;
                    return server;
                });
    }

    private static Future<Integer> free(Vertx vertx, HttpServerOptions options) {
        HttpServer probe =
                vertx.createHttpServer(new HttpServerOptions(options)).requestHandler(r -> {});
        return probe.listen().compose(s -> {
            int port = s.actualPort();
            return s.close().map(port);
        });
    }

    private final class Listener extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .requestHandler(WebServer.this::handle)
                    .invalidRequestHandler(WebServer.this::refuse)
                    .connectionHandler(WebServer.this::connected)
                    .listen()
                    .onSuccess(s -> {
                        port.set(s.actualPort());
                        servers.add(s);
                    })
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private void connected(HttpConnection connection) {
        boolean tooMany = connections.incrementAndGet() > MOST_CONNECTIONS;
        connection.closeHandler(v -> connections.decrementAndGet());
        if (tooMany) {
            connection.close();
            return;
        }
        // A connection may wait for its next request as long as it may be idle, however slowly that trickles in.
        Duration idle = Duration.of(
                options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit());
        if (idle.isPositive()) {
            RequestTimes.limit(connection, idle, LONGEST_BODY);
        }
    }

    private void handle(HttpServerRequest request) {
        always.handle(request);
        if (draining) {
            request.response().putHeader("Connection", "close");
        }
        router.handle(request);
    }

    /** Answers what is not HTTP, or too much of it, and closes the connection, for nobody knows where the next request begins. */
    private void refuse(HttpServerRequest request) {
        always.handle(request);
        Throwable why = request.decoderResult().cause();
        Problem.Kind kind = why instanceof TooLongHttpLineException
                ? Problem.Kind.URI_TOO_LONG
                : why instanceof TooLongHttpHeaderException ? Problem.Kind.HEADERS_TOO_LARGE : Problem.Kind.INVALID;
        Problems.send(request.response().putHeader("Connection", "close"), Problem.of(kind, ""));
        request.connection().close();
    }

    /** The port that is listened on. */
    public int port() {
        return port.get();
    }

    /** Takes no new connection, answers what is under way, for this long at most, then closes what is left. */
    public Future<Void> stop(Duration longest) {
        draining = true;
        return Future.join(servers.stream()
                        .map(s -> s.shutdown(longest.toMillis(), TimeUnit.MILLISECONDS))
                        .toList())
                .transform(done -> vertx.undeploy(deployment));
    }

    /** Presents another certificate to new connections; fails, and keeps the old one, when it cannot be used. */
    public Future<Void> renewCertificate(KeyCertOptions certificate) {
        ServerSSLOptions ssl = new ServerSSLOptions(options.getSslOptions()).setKeyCertOptions(certificate);
        return Future.join(
                        servers.stream().map(s -> s.updateSSLOptions(ssl, true)).toList())
                .mapEmpty();
    }

    /** Adds {@code /health/live}, {@code /health/ready} and the contract. */
    public static void mountBasics(Router router, Supplier<Future<Map<String, String>>> readiness) {
        router.get("/health/live").handler(c -> c.response()
                .putHeader("Content-Type", "application/json")
                .end("{\"status\":\"up\"}"));
        router.get("/health/ready").handler(c -> readiness.get().onComplete(r -> {
            boolean ready = r.succeeded() && r.result().values().stream().allMatch("up"::equals);
            c.response()
                    .setStatusCode(ready ? 200 : 503)
                    .putHeader("Content-Type", "application/json")
                    .end(Json.write(
                            Map.of("status", ready ? "up" : "down", "checks", r.succeeded() ? r.result() : Map.of())));
        }));
        Buffer contract = contract();
        router.get("/openapi.yaml").handler(c -> c.response()
                .putHeader("Content-Type", "application/yaml")
                .end(contract));
    }

    private static Buffer contract() {
        try (InputStream in = WebServer.class.getResourceAsStream("/contract/openapi.yaml")) {
            return Buffer.buffer(java.util.Objects.requireNonNull(in, "contract/openapi.yaml")
                    .readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
