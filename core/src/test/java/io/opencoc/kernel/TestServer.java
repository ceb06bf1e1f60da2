package io.opencoc.kernel;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.iam.IamModule;
import io.opencoc.iam.PasswordCost;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Authenticator;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.http.WebServer;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.live.LiveStreams;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.session.SessionModule;
import io.opencoc.tenant.TenantModule;
import io.opencoc.tenant.TenantService;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A kernel with the features that a test wants, on a real database and a real port. Tenants {@code default} and {@code other} exist, each with a user
 * {@code admin} (may do all) and {@code reader} (may list and get), password {@code secret}.
 */
public final class TestServer implements AutoCloseable {
    private static final PasswordCost CHEAP = new PasswordCost(8, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final Vertx vertx = Vertx.vertx();
    public final MovableClock clock = new MovableClock();
    public final DatabaseAddress address;
    public final Kernel kernel;
    public final IamModule iam;
    public final TenantService tenants;
    public final Actor admin;
    public final Actor otherAdmin;
    private final KernelRuntime runtime;
    private final WebServer web;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Actor> guests = new ConcurrentHashMap<>();

    /** Starts with features that the consumer builds on the kernel. */
    public static TestServer with(Consumer<Kernel> features) {
        return new TestServer(features, (kernel, router) -> {});
    }

    /** Starts with features and routes outside the contract. */
    public static TestServer with(Consumer<Kernel> features, java.util.function.BiConsumer<Kernel, Router> routes) {
        return new TestServer(features, routes);
    }

    private TestServer(Consumer<Kernel> features, java.util.function.BiConsumer<Kernel, Router> routes) {
        address = TestDatabase.create();
        runtime = new KernelRuntime(
                vertx,
                TestDatabase.connections(address),
                10,
                Secrets.parse(Secrets.generate()),
                clock,
                new SimpleMeterRegistry(),
                "https://coc.example.com");
        kernel = runtime.kernel();
        iam = IamModule.create(kernel, CHEAP);
        SessionModule sessions = SessionModule.create(kernel, iam, "test");
        tenants = TenantModule.create(kernel, iam, sessions).service();
        features.accept(kernel);
        Router router = Router.router(vertx);
        Remote remote = new Remote(List.of("127.0.0.1"), null);
        Authenticator authenticator = (token, caller) -> guests.containsKey(token)
                ? Uni.createFrom().item(guests.get(token))
                : sessions.authenticator().actor(token, caller);
        ApiEdge edge = new ApiEdge(kernel, authenticator, remote);
        new LiveStreams(vertx, kernel.bus(), edge, authenticator).mount(router);
        routes.accept(kernel, router);
        edge.mount(router);
        await(runtime.start());
        iam.start();
        web = await(
                WebServer.start(vertx, new HttpServerOptions().setPort(0).setHost("127.0.0.1"), r -> {}, router, 1));
        admin = tenant("default");
        otherAdmin = tenant("other");
    }

    private Actor tenant(String name) {
        UUID id = await(tenants.ensure(name));
        await(iam.users().addUser(id, "admin", "secret", List.of("COC FullAccess")));
        await(iam.users().addUser(id, "reader", "secret", List.of("COC ReadOnlyAccess")));
        return new Actor(id, name, UUID.randomUUID(), "admin", Access.ALL, Caller.Credential.SYSTEM, Caller.system());
    }

    public Database database() {
        return kernel.database();
    }

    /** Waits for a Uni, on the test's thread. */
    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** Waits for a future, on the test's thread. */
    public static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until something is so, looking often, for 20 s at most. */
    public static void eventually(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    /** A client of the default tenant's admin. */
    public Client client() {
        return signIn("default", "admin");
    }

    /** A client of a tenant's user. */
    public Client signIn(String tenant, String user) {
        return signIn(tenant, user, "secret");
    }

    /** A client of a tenant's user who has this password. */
    public Client signIn(String tenant, String user, String password) {
        Answer answer = new Client(null)
                .post(
                        "/sessions",
                        "{\"tenant\":\"%s\",\"user\":\"%s\",\"password\":\"%s\"}".formatted(tenant, user, password));
        if (answer.status != 201) {
            throw new AssertionError(answer);
        }
        return new Client(answer.json().get("token").asString());
    }

    /** A client of somebody with any access, who needs no session. */
    public Client as(Actor guest) {
        String token = "guest" + guests.size();
        guests.put(token, guest);
        return new Client(token);
    }

    /** A client with this token. */
    public Client with(String token) {
        return new Client(token);
    }

    /** A client without a session. */
    public Client anonymous() {
        return new Client(null);
    }

    /** Calls the API at {@code /api/v1}, or any path that starts with {@code //}. */
    public final class Client {
        private final String token;

        Client(String token) {
            this.token = token;
        }

        public String token() {
            return token;
        }

        public Answer get(String path) {
            return send("GET", path, null);
        }

        public Answer post(String path, String json, String... headers) {
            return send("POST", path, json, headers);
        }

        public Answer put(String path, String json) {
            return send("PUT", path, json);
        }

        public Answer delete(String path) {
            return send("DELETE", path, null);
        }

        public Answer send(String method, String path, String body, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            uri(path.startsWith("//") ? path.substring(1) : "/api/v1" + path))
                    .timeout(PATIENCE)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new Answer(response.statusCode(), response.body(), response.headers());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** What the server answered. */
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {
        public JsonNode json() {
            return Json.tree(body);
        }

        /** The fields that the problem names. */
        public List<String> fields() {
            return json().path("errors")
                    .valueStream()
                    .map(e -> e.get("field").asString())
                    .toList();
        }
    }

    @Override
    public void close() {
        await(web.stop(Duration.ofSeconds(5)));
        await(iam.stop());
        await(runtime.stop());
        await(vertx.close());
        http.close();
    }
}
