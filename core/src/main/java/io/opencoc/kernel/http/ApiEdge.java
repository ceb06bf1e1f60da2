package io.opencoc.kernel.http;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.trace.Attempts;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Binds the contract to routes: session, permission, validation, handler, answer, in this order, for every operation alike. An operation
 * cannot be reached without its action.
 */
public final class ApiEdge {
    private static final String ROOT = "/api/v1";
    private static final long MOST_BYTES = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Api api;
    private final Authenticator authenticator;
    private final Remote remote;
    private final Attempts attempts;
    private final DisabledTenants disabled;
    private final Clock clock;

    public ApiEdge(Kernel kernel, Authenticator authenticator, Remote remote) {
        this.api = kernel.api();
        this.authenticator = authenticator;
        this.remote = remote;
        this.attempts = kernel.attempts();
        this.disabled = kernel.disabledTenants();
        this.clock = kernel.clock();
    }

    /** A path without parameters goes before the one that would catch it too. */
    private static Stream<Contract.Operation> inOrder(Contract contract) {
        return contract.operations().values().stream()
                .sorted(Comparator.comparing(o -> o.path().replace('{', '~')));
    }

    /** Adds a route for every operation that has a handler, and answers 404 and 405 below {@code /api/v1} itself. */
    public void mount(Router router) {
        Map<String, Handler> handlers = api.bound();
        Map<String, java.util.Set<String>> methods = new java.util.LinkedHashMap<>();
        inOrder(api.contract()).forEach(o -> {
            String path = ROOT + o.path().replaceAll("\\{([a-zA-Z]+)}", ":$1");
            methods.computeIfAbsent(path, p -> new TreeSet<>()).add(o.method());
            Handler handler = handlers.get(o.id());
            if (handler != null) {
                router.route(HttpMethod.valueOf(o.method()), path)
                        .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                        .handler(context -> serve(context, o, handler));
            }
            Api.Stream stream = api.streams().get(o.id());
            if (stream != null) {
                router.route(HttpMethod.valueOf(o.method()), path).handler(context -> serve(context, o, stream));
            }
        });
        methods.forEach((path, allowed) -> router.route(path).last().handler(context -> {
            context.response().putHeader("Allow", String.join(", ", allowed));
            Problems.send(
                    context, Problem.of(Problem.Kind.METHOD_NOT_ALLOWED, "Allowed: " + String.join(", ", allowed)));
        }));
        router.route(ROOT + "/*").last().handler(context -> Problems.send(context, Problem.notFound("operation")));
    }

    private void serve(RoutingContext context, Contract.Operation operation, Handler handler) {
        serve(
                context,
                operation,
                LIMIT,
                call -> handler.handle(call).call(() -> leaveTrace(call)),
                reply -> answer(context, operation, reply));
    }

    /** Session, permission and validation as for every operation; what begins the answer leaves the trace too. */
    private void serve(RoutingContext context, Contract.Operation operation, Api.Stream stream) {
        if (context.request().method() != HttpMethod.GET) {
            context.request().pause();
        }
        serve(context, operation, stream.patience(), call -> stream.serve(context, call), begun -> {});
    }

    private <T extends @Nullable Object> void serve(
            RoutingContext context,
            Contract.Operation operation,
            Duration limit,
            Function<Call, Uni<T>> handler,
            Consumer<T> answer) {
        Caller caller = caller(context.request(), operation);
        AtomicReference<@Nullable Actor> who = new AtomicReference<>();
        Uni<T> reply;
        try {
            reply = identify(context, operation.action(), caller).chain(actor -> {
                who.set(actor);
                permit(operation, actor);
                return handler.apply(decode(context, operation, caller, actor));
            });
        } catch (RuntimeException e) {
            reply = Uni.createFrom().failure(e);
        }
        reply.ifNoItem()
                .after(limit)
                .failWith(() -> Problem.unavailable("This took too long and was given up.", Duration.ofSeconds(5)))
                .onFailure()
                .transform(Problems::of)
                .subscribe()
                .with(answer, failure -> {
                    keep(context, operation, who.get(), (Problem) failure);
                    boolean unread = operation.raw()
                            && context.request().method() != HttpMethod.GET
                            && !context.request().isEnded();
                    // HTTP/2 has no such header, and need not end the connection.
                    if (unread && context.request().version() != HttpVersion.HTTP_2) {
                        context.response().putHeader("Connection", "close");
                    }
                    Problems.send(context, failure);
                    if (unread) {
                        context.request().resume();
                    }
                });
    }

    /** What was done without a change of the database, as sending a test, is kept before it is answered. */
    private Uni<Void> leaveTrace(Call call) {
        if (call.actor() == null
                || call.caller().trace() == null
                || call.caller().traced().get()) {
            return Uni.createFrom().voidItem();
        }
        String id = call.operation().parameters().stream()
                .filter(p -> p.in().equals("path"))
                .findFirst()
                .map(p -> call.textOf(p.name()))
                .orElse(null);
        return attempts.done(call.actor(), new Trace.Thing(id, null, null));
    }

    /** Refused attempts are kept, and failed ones of what would have left a trace. */
    private void keep(RoutingContext context, Contract.Operation operation, @Nullable Actor actor, Problem problem) {
        if (actor == null || (operation.trace() == null && problem.kind() != Problem.Kind.FORBIDDEN)) {
            return;
        }
        Caller.TraceName name = api.contract().attempt(operation);
        String id = context.pathParams().values().stream().findFirst().orElse(null);
        attempts.record(actor, name.name(), new Trace.Resource(name.resource(), id, problem.about()), problem);
    }

    /** From where and for what a request comes. */
    public Caller caller(HttpServerRequest request, Contract.@Nullable Operation operation) {
        String agent = request.getHeader("User-Agent");
        return new Caller(
                clock.instant(),
                remote.address(request),
                agent == null ? "" : agent.substring(0, Math.min(200, agent.length())),
                operation == null ? "" : operation.id(),
                operation == null || !operation.action().startsWith("coc:") ? "" : operation.action(),
                operation == null ? null : operation.trace(),
                new AtomicBoolean());
    }

    private static void permit(Contract.Operation operation, @Nullable Actor actor) {
        if (actor == null || !operation.action().startsWith("coc:")) {
            return;
        }
        switch (operation.reach()) {
            case PROJECT -> actor.requireSome(operation.action());
            case TENANT -> actor.require(operation.action());
            case SYSTEM -> {
                actor.require(operation.action());
                actor.requireOperator();
            }
        }
    }

    /**
     * The actor of a request to a route outside the contract; fails when there is none. The route itself asks what they may do.
     */
    public Uni<Actor> authenticate(RoutingContext context) {
        return identify(context, "session", caller(context.request(), null)).map(java.util.Objects::requireNonNull);
    }

    /** The server's time. */
    public Instant now() {
        return clock.instant();
    }

    /** The actor of the request's token; null for operations that need none. */
    private Uni<@Nullable Actor> identify(RoutingContext context, String action, Caller caller) {
        refuseForeignSite(context.request());
        if (action.equals("none")) {
            return Uni.createFrom().nullItem();
        }
        String token = token(context.request());
        if (token == null) {
            return Uni.createFrom().failure(Problem.of(Problem.Kind.UNAUTHENTICATED, "There is no session."));
        }
        return authenticator.actor(token, caller).map(actor -> {
            if (actor == null) {
                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The session has ended.");
            }
            if (isShutOut(actor)) {
                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "The tenant is disabled.");
            }
            return actor.calling(caller);
        });
    }

    /** Whether the actor's tenant has been disabled. */
    public boolean isShutOut(Actor actor) {
        return disabled.has(actor.tenant());
    }

    /** The bearer token, else the cookie; null when there is another authorization or none. */
    public @Nullable String token(HttpServerRequest request) {
        return request.getHeader("Authorization") != null
                ? bearer(request)
                : SessionCookie.token(request, remote.isHttps(request));
    }

    /** The bearer token; null without one. */
    public static @Nullable String bearer(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    /** Without a bearer token nothing is changed or signed in when the browser says that a page of another site sent the request. */
    private void refuseForeignSite(HttpServerRequest request) {
        if (request.getHeader("Authorization") != null || request.method() == HttpMethod.GET) {
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean foreign = site != null
                ? !site.equals("same-origin") && !site.equals("none")
                : origin != null && !remote.isOwn(request, origin);
        if (foreign) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "A page of another site sent this request.");
        }
    }

    /** Whether this is JSON, in the encoding that JSON has. */
    private static boolean isJson(String mediaType) {
        String[] parts = mediaType.toLowerCase(Locale.ROOT).split(";");
        return parts.length > 0
                && parts[0].strip().equals("application/json")
                && Arrays.stream(parts)
                        .map(p -> p.replaceAll("[\\s\"]", ""))
                        .filter(p -> p.startsWith("charset="))
                        .allMatch(p -> p.equals("charset=utf-8") || p.equals("charset=us-ascii"));
    }

    private Call decode(RoutingContext context, Contract.Operation operation, Caller caller, @Nullable Actor actor) {
        HttpServerRequest request = context.request();
        Map<String, JsonNode> parameters =
                Validation.parameters(operation, context.pathParams(), context.queryParams(), request.headers());
        JsonNode json = null;
        if (operation.body() != null) {
            String type = request.getHeader("Content-Type");
            if (type == null || !isJson(type)) {
                throw Problem.of(Problem.Kind.UNSUPPORTED_TYPE, "Send application/json, in UTF-8.");
            }
            String encoding = request.getHeader("Content-Encoding");
            if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
                throw Problem.of(Problem.Kind.UNSUPPORTED_TYPE, "Send the body as it is, without a Content-Encoding.");
            }
            json = Validation.body(operation.body().get(), context.body().buffer());
        }
        return new Call(operation, actor, parameters, json, caller, token(request), remote.base(request));
    }

    private static void answer(RoutingContext context, Contract.Operation operation, Reply reply) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        reply.headers().forEach(response::putHeader);
        response.setStatusCode(operation.success()).putHeader("Cache-Control", "no-store");
        if (reply.body() == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(reply.body())));
        }
    }
}
