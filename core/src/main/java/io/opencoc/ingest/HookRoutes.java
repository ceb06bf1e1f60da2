package io.opencoc.ingest;

import io.opencoc.api.Reply;
import io.opencoc.integration.IntegrationKeys;
import io.opencoc.integration.KeyedIntegration;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.http.Remote;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code /hooks/{key}[/…]}: finds the integration before it reads the body, and the body only as far as the limit. The key is the sender's
 * credential, so nothing else is asked for.
 */
final class HookRoutes {
    private static final long SLOWEST_MILLIS = 30_000;
    // A body takes more than its length: it grows by doubling, and its source gets a copy.
    private static final int COPIES = 3;

    private final IntegrationKeys keys;
    private final Hooks hooks;
    private final Lanes lanes;
    private final IngestLimits limits;
    private final Remote remote;

    HookRoutes(IntegrationKeys keys, Hooks hooks, Lanes lanes, IngestLimits limits, Remote remote) {
        this.keys = keys;
        this.hooks = hooks;
        this.lanes = lanes;
        this.limits = limits;
        this.remote = remote;
    }

    void mount(Router router) {
        router.route("/hooks/:key").handler(this::receive);
        router.route("/hooks/:key/*").handler(this::receive);
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        String declared = request.getHeader("Content-Length");
        if (declared != null && declared.length() > 9
                || declared != null && Long.parseLong(declared) > limits.maxBodyBytes()) {
            refuse(context, tooLarge());
            return;
        }
        String key = context.pathParam("key");
        request.pause();
        keys.find(key == null ? "" : key).subscribe().with(found -> found(context, found), failure -> {
            request.resume();
            Problems.send(context, failure);
        });
    }

    private Problem tooLarge() {
        return Problem.of(
                Problem.Kind.TOO_LARGE, "At most " + limits.maxBodyBytes() + " bytes, counted after decompression.");
    }

    private void found(RoutingContext context, @Nullable KeyedIntegration integration) {
        if (integration == null) {
            refuse(context, Problem.of(Problem.Kind.NOT_FOUND, "No integration has this key."));
        } else if (!integration.enabled()) {
            refuse(context, Problem.of(Problem.Kind.FORBIDDEN, "The integration is disabled."));
        } else {
            new Body(context, integration).read();
        }
    }

    /** Answers without reading on: the connection is closed after the answer. */
    private static void refuse(RoutingContext context, Problem problem) {
        context.response().putHeader("Connection", "close");
        Problems.send(context, problem);
        context.request().resume();
    }

    /** Collects one body; its bytes are reserved while they wait. */
    private final class Body {
        private final RoutingContext context;
        private final KeyedIntegration integration;
        private final Buffer buffer = Buffer.buffer();
        private long reserved;
        private boolean over;
        private long timer;

        Body(RoutingContext context, KeyedIntegration integration) {
            this.context = context;
            this.integration = integration;
        }

        void read() {
            HttpServerRequest request = context.request();
            timer = context.vertx()
                    .setTimer(
                            SLOWEST_MILLIS,
                            id -> end(Problem.of(
                                    Problem.Kind.INVALID,
                                    "The body did not arrive within " + SLOWEST_MILLIS / 1000 + " s.")));
            request.exceptionHandler(
                    f -> end(Problem.of(Problem.Kind.INVALID, "The body cannot be read: " + f.getMessage())));
            request.handler(this::add);
            request.endHandler(v -> complete());
            context.response().closeHandler(v -> free());
            request.resume();
        }

        private void add(Buffer chunk) {
            if (over) {
                return;
            }
            if (buffer.length() + chunk.length() > limits.maxBodyBytes()) {
                end(tooLarge());
            } else if (!lanes.reserve(0, (long) COPIES * chunk.length())) {
                end(Problem.unavailable("The server is full; send again shortly.", Duration.ofSeconds(2)));
            } else {
                reserved += (long) COPIES * chunk.length();
                buffer.appendBuffer(chunk);
            }
        }

        private void complete() {
            if (over) {
                return;
            }
            over = true;
            context.vertx().cancelTimer(timer);
            HttpServerRequest request = context.request();
            String path = context.normalizedPath().substring(("/hooks/" + context.pathParam("key")).length());
            HookRequest inbound = hooks.request(
                    request.method().name(), path, request.headers(), context.queryParams(), buffer.getBytes());
            hooks.take(integration, inbound, remote.address(request))
                    .subscribe()
                    .with(outcome -> answer(outcome.reply()), failure -> {
                        free();
                        Problems.send(context, failure);
                    });
        }

        private void answer(Reply reply) {
            free();
            HttpServerResponse response = context.response();
            if (response.ended() || response.closed()) {
                return;
            }
            response.setStatusCode(reply.status());
            if (reply.body().isEmpty()) {
                response.end();
            } else {
                response.putHeader("Content-Type", reply.contentType()).end(reply.body());
            }
        }

        private void end(Problem problem) {
            if (over) {
                return;
            }
            over = true;
            context.vertx().cancelTimer(timer);
            if (problem.status() != 503) {
                hooks.reject(
                        integration,
                        hooks.request(
                                context.request().method().name(),
                                context.normalizedPath().substring(("/hooks/" + context.pathParam("key")).length()),
                                context.request().headers(),
                                context.queryParams(),
                                buffer.getBytes()),
                        remote.address(context.request()),
                        String.valueOf(problem.getMessage()));
            }
            free();
            refuse(context, problem);
        }

        private void free() {
            lanes.release(0, reserved);
            reserved = 0;
        }
    }
}
