package io.opencoc.kernel.http;

import io.opencoc.kernel.json.Json;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The listener: as many event loops as asked for, all serving one router. Stopping first refuses new work and answers what is under way.
 */
public final class WebServer {
    private final Vertx vertx;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final String deployment;
    private final int port;

    private WebServer(Vertx vertx, String deployment, int port, Counter counter) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.port = port;
        counter.server = this;
    }

    /** Counts requests, so that a stop can wait for them. */
    private static final class Counter implements Handler<HttpServerRequest> {
        private final Handler<HttpServerRequest> router;
        private volatile @org.jspecify.annotations.Nullable WebServer server;

        Counter(Handler<HttpServerRequest> router) {
            this.router = router;
        }

        @Override
        public void handle(HttpServerRequest request) {
            WebServer s = server;
            if (s != null && !"/api/v1/events".equals(request.path())) {
                s.active.incrementAndGet();
                AtomicBoolean once = new AtomicBoolean();
                io.vertx.core.Handler<Void> done = v -> {
                    if (once.compareAndSet(false, true)) {
                        s.active.decrementAndGet();
                    }
                };
                request.response().endHandler(done).closeHandler(done);
                if (s.draining.get()) {
                    request.response().putHeader("Connection", "close");
                }
            }
            router.handle(request);
        }
    }

    /** Starts listening; the future fails when the port cannot be had. */
    public static Future<WebServer> start(Vertx vertx, HttpServerOptions options, Router router, int eventLoops) {
        AtomicInteger bound = new AtomicInteger(options.getPort());
        Counter counter = new Counter(router);
        // A free port is chosen by the first listener; the others must use the same.
        if (options.getPort() == 0 && eventLoops > 1) {
            return free(vertx, options)
                    .compose(port -> start(vertx, new HttpServerOptions(options).setPort(port), router, eventLoops));
        }
        return vertx.deployVerticle(
                        () -> new Listener(options, counter, bound), new DeploymentOptions().setInstances(eventLoops))
                .map(id -> new WebServer(vertx, id, bound.get(), counter));
    }

    private static Future<Integer> free(Vertx vertx, HttpServerOptions options) {
        HttpServer probe =
                vertx.createHttpServer(new HttpServerOptions(options)).requestHandler(r -> {});
        return probe.listen().compose(s -> {
            int port = s.actualPort();
            return s.close().map(port);
        });
    }

    private static final class Listener extends AbstractVerticle {
        private final HttpServerOptions options;
        private final Handler<HttpServerRequest> handler;
        private final AtomicInteger bound;

        Listener(HttpServerOptions options, Handler<HttpServerRequest> handler, AtomicInteger bound) {
            this.options = options;
            this.handler = handler;
            this.bound = bound;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .requestHandler(handler)
                    .listen()
                    .onSuccess(s -> bound.set(s.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    /** How many requests are being answered. */
    public int active() {
        return active.get();
    }

    /** Answers what is under way, for this long at most, then closes the listener. */
    public Future<Void> stop(Duration longest) {
        draining.set(true);
        return drained(System.nanoTime() + longest.toNanos()).compose(v -> vertx.undeploy(deployment));
    }

    private Future<Void> drained(long until) {
        if (active.get() == 0 || System.nanoTime() > until) {
            return Future.succeededFuture();
        }
        return vertx.timer(50).mapEmpty().compose(v -> drained(until));
    }

    /** Adds {@code /health/live}, {@code /health/ready} and the contract. */
    public static void mountBasics(Router router, java.util.function.Supplier<Future<Map<String, String>>> readiness) {
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
        router.get("/openapi.yaml").handler(c -> c.vertx()
                .fileSystem()
                .readFile("contract/openapi.yaml")
                .onSuccess(b -> c.response()
                        .putHeader("Content-Type", "application/yaml")
                        .end(b))
                .onFailure(f -> Problems.send(c, f)));
    }
}
