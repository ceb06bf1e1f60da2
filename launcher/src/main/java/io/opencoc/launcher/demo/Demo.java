package io.opencoc.launcher.demo;

import io.opencoc.iam.PolicyDocument;
import io.opencoc.iam.UserService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the demo going until it is closed: three alarms at once, then a change every 20 s, four burning at most. */
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final String TENANT = "default";
    private static final String USER = "demo";
    private static final PolicyDocument POLICY =
            PolicyDocument.allowing(List.of("coc:engineer:*", "coc:integration:*", "coc:forwardingRule:*"));

    private final Vertx vertx;
    private final DemoClient client;
    private final String password;
    private final DemoAlerts alerts = new DemoAlerts();
    private volatile boolean closed;

    private Demo(Vertx vertx, DemoClient client, String password) {
        this.vertx = vertx;
        this.client = client;
        this.password = password;
    }

    /**
     * Starts it; returns at once, and says in the log when something does not go.
     *
     * @param tenant {@code default}, in which user {@code demo} is made
     * @param password of that user, the same for each start
     * @param server its address on this machine
     */
    public static Demo start(Vertx vertx, UserService iam, UUID tenant, String password, String server) {
        Demo demo = new Demo(vertx, new DemoClient(vertx, server), password);
        iam.addUser(tenant, USER, password, POLICY)
                .subscribe()
                .with(added -> demo.prepare(), failure -> LOG.warn("There is no demo: {}", failure.toString()));
        return demo;
    }

    private void prepare() {
        if (closed) {
            return;
        }
        client.signIn(TENANT, USER, password)
                .compose(v -> setUp())
                .onSuccess(key -> {
                    LOG.info("The demo fires its first alarms");
                    fire(key, alerts.first(Instant.now()));
                })
                .onFailure(failure -> {
                    LOG.warn("The demo could not be set up, and tries again: {}", failure.getMessage());
                    vertx.setTimer(AGAIN.toMillis(), id -> prepare());
                });
    }

    /** Makes what is missing, and gives the key of the hook. */
    private Future<String> setUp() {
        Future<JsonObject> engineer = client.findOrCreate(
                "/engineers", new JsonObject().put("name", "Demo Engineer").put("email", "demo.engineer@example.com"));
        Future<JsonObject> integration = client.findOrCreate(
                        "/integrations",
                        new JsonObject()
                                .put("source", "prometheus")
                                .put("name", "Demo Prometheus")
                                .put("description", "Made by coc server --demo."))
                .compose(found -> client.get("/integrations/" + found.getString("id")));
        return Future.all(engineer, integration)
                .compose(both -> client.findOrCreate(
                        "/forwarding-rules",
                        rule(
                                engineer.result().getString("id"),
                                integration.result().getString("id"))))
                .map(rule -> integration.result().getString("key"));
    }

    private static JsonObject rule(String engineer, String integration) {
        return new JsonObject()
                .put("name", "Demo rule")
                .put("description", "Made by coc server --demo: every alarm of its Prometheus opens an incident.")
                .put("integrationIds", new JsonArray().add(integration))
                .put(
                        "assignment",
                        new JsonObject()
                                .put("type", "individual")
                                .put("engineerId", engineer)
                                .put("notify", false));
    }

    private void fire(String key, JsonArray posted) {
        if (closed) {
            return;
        }
        client.fire(key, posted)
                .onFailure(failure -> LOG.warn("The demo could not fire: {}", failure.getMessage()))
                .onComplete(done -> vertx.setTimer(PAUSE.toMillis(), id -> fire(key, alerts.later(Instant.now()))));
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}
