package io.opencoc.ingest;

import io.opencoc.api.Reply;
import io.opencoc.integration.IntegrationKeys;
import io.opencoc.integration.KeyedIntegration;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.http.Remote;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /hooks/{key}[/…]}: finds the integration before it reads the body, and the body only as far as the limit. The key is the sender's
 * credential, so nothing else is asked for.
 */
final class HookRoutes {
    private static final long SLOWEST_MILLIS = 30_000;

    private final IntegrationKeys keys;
    private final Hooks hooks;
    private final Lanes lanes;
    private final IngestLimits limits;
    private final Remote remote;
    private final DisabledTenants disabled;

    HookRoutes(
            IntegrationKeys keys,
            Hooks hooks,
            Lanes lanes,
            IngestLimits limits,
            Remote remote,
            DisabledTenants disabled) {
        this.keys = keys;
        this.hooks = hooks;
        this.lanes = lanes;
        this.limits = limits;
        this.remote = remote;
        this.disabled = disabled;
    }

    void mount(Router router) {
        router.route("/hooks/:key").handler(this::receive);
        router.route("/hooks/:key/*").handler(this::receive);
    }

    private void receive(RoutingContext context) {
        if (!lanes.areTaking()) {
            refuse(
                    context,
                    Problem.unavailable("Alarms cannot be stored at the moment; send again.", Duration.ofSeconds(2)));
            return;
        }
        HttpServerRequest request = context.request();
        String key = context.pathParam("key");
        request.pause();
        keys.find(key == null ? "" : key).subscribe().with(found -> found(context, found), failure -> {
            request.resume();
            Problems.send(context, failure);
        });
    }

    private void found(RoutingContext context, @Nullable KeyedIntegration integration) {
        if (integration == null || disabled.has(integration.tenant())) {
            refuse(context, Problem.of(Problem.Kind.NOT_FOUND, "No integration has this key."));
        } else if (!integration.enabled()) {
            refuse(context, Problem.of(Problem.Kind.FORBIDDEN, "The integration is disabled."));
        } else {
            Body body = new Body(context, integration);
            if (isDeclaredTooLarge(context.request())) {
                body.end(ContentEncoding.tooLarge(limits.maxBodyBytes()));
            } else {
                body.read();
            }
        }
    }

    private boolean isDeclaredTooLarge(HttpServerRequest request) {
        String declared = request.getHeader("Content-Length");
        return declared != null && (declared.length() > 9 || Long.parseLong(declared) > limits.maxBodyBytes());
    }

    /** Answers without reading on: the connection is closed after the answer. */
    private static void refuse(RoutingContext context, Problem problem) {
        context.response().putHeader("Connection", "close");
        Problems.send(context, problem);
        context.request().resume();
    }

    /** Collects one body; what it takes of the memory is counted until the answer, even when its sender does not wait for that. */
    private final class Body {
        private final RoutingContext context;
        private final KeyedIntegration integration;
        private final Room room;
        private Buffer buffer = Buffer.buffer();
        private boolean over;
        private long timer = -1;

        Body(RoutingContext context, KeyedIntegration integration) {
            this.context = context;
            this.integration = integration;
            this.room = new Room(lanes.shares(), integration.id());
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
            context.response().closeHandler(v -> gone());
            request.resume();
        }

        private void add(Buffer chunk) {
            if (over) {
                return;
            }
            if (buffer.length() + chunk.length() > limits.maxBodyBytes()) {
                end(ContentEncoding.tooLarge(limits.maxBodyBytes()));
            } else if (!room.take(chunk.length())) {
                end(Problem.unavailable("The server is full; send again shortly.", Duration.ofSeconds(2)));
            } else {
                buffer.appendBuffer(chunk);
            }
        }

        private void complete() {
            if (over) {
                return;
            }
            over = true;
            context.vertx().cancelTimer(timer);
            byte[] sent = taken();
            String encoding = ContentEncoding.of(context.request().headers().getAll("Content-Encoding"));
            if (ContentEncoding.isIdentity(encoding)) {
                take(sent);
            } else {
                hooks.aside(() -> ContentEncoding.decode(encoding, sent, limits.maxBodyBytes(), room))
                        .onComplete(this::take, failure -> refuse(Problems.of(failure), sent));
            }
        }

        /** The bytes, which are not kept twice. */
        private byte[] taken() {
            byte[] bytes = buffer.getBytes();
            buffer = Buffer.buffer();
            return bytes;
        }

        private void take(byte[] body) {
            hooks.take(integration, request(body), remote.address(context.request()), room::read)
                    .subscribe()
                    .with(outcome -> answer(outcome.reply(), outcome.headers()), failure -> {
                        if (failure instanceof RefusedReply refused) {
                            answer(refused.reply(), Map.of());
                        } else {
                            room.free();
                            Problems.send(context, failure);
                        }
                    });
        }

        private HookRequest request(byte[] body) {
            HttpServerRequest request = context.request();
            String path = context.normalizedPath().substring(("/hooks/" + context.pathParam("key")).length());
            return hooks.request(
                    integration, request.method().name(), path, request.headers(), context.queryParams(), body);
        }

        private void answer(Reply reply, Map<String, String> headers) {
            room.free();
            HttpServerResponse response = context.response();
            if (response.ended() || response.closed()) {
                return;
            }
            headers.forEach(response::putHeader);
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
            refuse(problem, taken());
        }

        private void refuse(Problem problem, byte[] body) {
            if (problem.status() < 500) {
                hooks.reject(
                        integration,
                        request(body),
                        remote.address(context.request()),
                        String.valueOf(problem.getMessage()));
            }
            room.free();
            HookRoutes.refuse(context, problem);
        }

        /** The sender has gone. A body that is all there is stored all the same. */
        private void gone() {
            if (!over) {
                over = true;
                context.vertx().cancelTimer(timer);
                room.free();
            }
        }
    }
}
