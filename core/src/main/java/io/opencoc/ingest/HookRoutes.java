package io.opencoc.ingest;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.opencoc.api.Reply;
import io.opencoc.integration.IntegrationKeys;
import io.opencoc.integration.KeyedIntegration;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.http.Remote;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code /hooks/{key}[/…]}: finds the integration before it reads the body, and the body only as far as the limit. The key is the sender's
 * credential, so nothing else is asked for.
 */
final class HookRoutes {
    private static final long SLOWEST_MILLIS = 30_000;
    private static final String PREFIX = "/hooks/";
    private static final String ROUTE = "/hooks/:key";
    private static final String ROUTE_BELOW = "/hooks/:key/*";

    private final Vertx vertx;
    private final IntegrationKeys keys;
    private final Hooks hooks;
    private final Lanes lanes;
    private final IngestLimits limits;
    private final Remote remote;
    private final DisabledTenants disabled;

    HookRoutes(
            Vertx vertx,
            IntegrationKeys keys,
            Hooks hooks,
            Lanes lanes,
            IngestLimits limits,
            Remote remote,
            DisabledTenants disabled) {
        this.vertx = vertx;
        this.keys = keys;
        this.hooks = hooks;
        this.lanes = lanes;
        this.limits = limits;
        this.remote = remote;
        this.disabled = disabled;
    }

    void mount(Router router) {
        router.route(ROUTE).handler(this::receive);
        router.route(ROUTE_BELOW).handler(this::receive);
    }

    private void receive(RoutingContext context) {
        String key = Objects.requireNonNull(context.pathParam("key"));
        receive(context.request(), key, context.normalizedPath().substring(("/hooks/" + key).length()));
    }

    /**
     * Takes a request without the router, which costs more than all else that is done with a single alarm's request but reading it.
     *
     * @return false, with nothing done, when it is not for a hook, or when its path has to be decoded or normalized first
     */
    boolean takes(HttpServerRequest request) {
        String path = request.path();
        if (path == null || !path.startsWith(PREFIX) || !isPlain(path)) {
            return false;
        }
        int end = path.indexOf('/', PREFIX.length());
        String key = end < 0 ? path.substring(PREFIX.length()) : path.substring(PREFIX.length(), end);
        if (key.isEmpty()) {
            return false;
        }
        ((HttpServerRequestInternal) request).routed(end < 0 ? ROUTE : ROUTE_BELOW);
        try {
            receive(request, key, end < 0 ? "" : path.substring(end));
        } catch (RuntimeException e) {
            Problems.send(request.response(), e);
        }
        return true;
    }

    private static boolean isPlain(String path) {
        for (int i = PREFIX.length(); i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!plain && !(c == '/' && path.charAt(i - 1) != '/') && !(c == '.' && path.charAt(i - 1) != '/')) {
                return false;
            }
        }
        return true;
    }

    private void receive(HttpServerRequest request, String key, String path) {
        if (!lanes.areTaking()) {
            refuse(
                    request,
                    Problem.unavailable("Alarms cannot be stored at the moment; send again.", Duration.ofSeconds(2)));
            return;
        }
        MultiMap queries = queries(request);
        request.pause();
        keys.find(key).subscribe().with(found -> found(request, path, queries, found), failure -> {
            request.resume();
            Problems.send(request.response(), failure);
        });
    }

    private static MultiMap queries(HttpServerRequest request) {
        MultiMap queries = MultiMap.caseInsensitiveMultiMap();
        String query = request.query();
        if (query != null && !query.isEmpty()) {
            try {
                new QueryStringDecoder(query, false).parameters().forEach(queries::add);
            } catch (IllegalArgumentException e) {
                throw Problem.of(Problem.Kind.INVALID, "The address is not properly encoded.");
            }
        }
        return queries;
    }

    private void found(
            HttpServerRequest request, String path, MultiMap queries, @Nullable KeyedIntegration integration) {
        if (integration == null || disabled.has(integration.tenant())) {
            refuse(request, Problem.of(Problem.Kind.NOT_FOUND, "No integration has this key."));
        } else if (!integration.enabled()) {
            refuse(request, Problem.of(Problem.Kind.FORBIDDEN, "The integration is disabled."));
        } else {
            Body body = new Body(request, path, queries, integration);
            if (isDeclaredTooLarge(request)) {
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
    private static void refuse(HttpServerRequest request, Problem problem) {
        request.response().putHeader("Connection", "close");
        Problems.send(request.response(), problem);
        request.resume();
    }

    /** Collects one body; what it takes of the memory is counted until the answer, even when its sender does not wait for that. */
    private final class Body {
        private final HttpServerRequest request;
        private final String path;
        private final MultiMap queries;
        private final KeyedIntegration integration;
        private final Room room;
        private Buffer buffer = Buffer.buffer();
        private boolean over;
        private long timer = -1;

        Body(HttpServerRequest request, String path, MultiMap queries, KeyedIntegration integration) {
            this.request = request;
            this.path = path;
            this.queries = queries;
            this.integration = integration;
            this.room = new Room(lanes.shares(), integration.id());
        }

        void read() {
            request.exceptionHandler(
                    f -> end(Problem.of(Problem.Kind.INVALID, "The body cannot be read: " + f.getMessage())));
            request.handler(this::add);
            request.endHandler(v -> complete());
            request.response().closeHandler(v -> gone());
            request.resume();
            if (!over) {
                timer = vertx.setTimer(
                        SLOWEST_MILLIS,
                        id -> end(Problem.of(
                                Problem.Kind.INVALID,
                                "The body did not arrive within " + SLOWEST_MILLIS / 1000 + " s.")));
            }
        }

        /** No more of the body is awaited. */
        private void over() {
            over = true;
            if (timer >= 0) {
                vertx.cancelTimer(timer);
            }
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
            over();
            byte[] sent = taken();
            String encoding = ContentEncoding.of(request.headers().getAll("Content-Encoding"));
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
            hooks.take(integration, request(body), remote.address(request), room::read)
                    .subscribe()
                    .with(outcome -> answer(outcome.reply(), outcome.headers()), failure -> {
                        if (failure instanceof RefusedReply refused) {
                            answer(refused.reply(), Map.of());
                        } else {
                            room.free();
                            Problems.send(request.response(), failure);
                        }
                    });
        }

        private HookRequest request(byte[] body) {
            return hooks.request(integration, request.method().name(), path, request.headers(), queries, body);
        }

        private void answer(Reply reply, Map<String, String> headers) {
            room.free();
            HttpServerResponse response = request.response();
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
            over();
            refuse(problem, taken());
        }

        private void refuse(Problem problem, byte[] body) {
            if (problem.status() < 500) {
                hooks.reject(integration, request(body), remote.address(request), String.valueOf(problem.getMessage()));
            }
            room.free();
            HookRoutes.refuse(request, problem);
        }

        /** The sender has gone. A body that is all there is stored all the same. */
        private void gone() {
            if (!over) {
                over();
                room.free();
            }
        }
    }
}
