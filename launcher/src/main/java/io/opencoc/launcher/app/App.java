package io.opencoc.launcher.app;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.KernelRuntime;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.http.WebServer;
import io.opencoc.kernel.live.LiveStreams;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.secret.LogMask;
import io.opencoc.launcher.demo.Demo;
import io.opencoc.launcher.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server. {@link #start} and {@link #stop} block for seconds, and belong on a thread of their own, never on an event loop.
 */
public final class App {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final Duration READINESS = Duration.ofSeconds(2);

    private final Settings settings;
    private final String version;
    private final Stops stops;
    private volatile boolean serving;
    private @Nullable WebServer web;

    private App(Settings settings, String version, Stops stops) {
        this.settings = settings;
        this.version = version;
        this.stops = stops;
    }

    /**
     * Starts the server, and returns when it serves.
     *
     * @param version to show to those who are signed in
     * @param demo whether alarms are fired and cleared, to look around
     * @param terminal what the operator shall see and the log shall not have
     * @throws StartFailure with everything stopped again that had been started
     */
    public static App start(Settings settings, String version, boolean demo, Consumer<String> terminal)
            throws StartFailure {
        long begin = System.nanoTime();
        settings.secretValues().forEach(LogMask::hide);
        Stops stops = new Stops();
        App app = new App(settings, version, stops);
        try {
            app.run(demo, terminal);
        } catch (Exception | Error e) {
            stops.run();
            LOG.debug("The start failed", e);
            throw StartFailure.of(e);
        }
        LOG.info("OpenCOC {} is ready after {} ms at {}", version, (System.nanoTime() - begin) / 1_000_000, app.url());
        return app;
    }

    private void run(boolean demo, Consumer<String> terminal) throws Exception {
        DataFolder folder = DataFolder.take(settings.data());
        stops.add("the data folder", folder::close);
        // What needs no database starts while the database does.
        CompletableFuture<Telemetry> starting = CompletableFuture.supplyAsync(
                () -> Telemetry.start(settings.http().eventLoops()));
        stops.add("Vert.x", () -> Await.result(starting.join().vertx().close(), SLACK));
        CompletableFuture<Plugins> loading = starting.thenApplyAsync(telemetry -> Plugins.start(telemetry, settings));
        stops.add("the plug-ins", () -> loading.join().close());
        CompletableFuture<Contract> reading = CompletableFuture.supplyAsync(Contract::load);
        CompletableFuture<Console> pages = CompletableFuture.supplyAsync(App::console);
        Storage storage = Storage.open(settings, stops);
        Telemetry telemetry = starting.join();
        Contract contract = reading.join();
        Vertx vertx = telemetry.vertx();
        KernelRuntime runtime = new KernelRuntime(
                vertx,
                storage.connections(),
                settings.db().poolSize(),
                storage.secrets(),
                Clock.systemUTC(),
                telemetry.meters(),
                settings.http().publicUrl());
        stops.add("the kernel", () -> Await.result(runtime.stop(), SLACK));
        Kernel kernel = runtime.kernel();
        PluginHost plugins = loading.join().host();
        Remote remote =
                new Remote(settings.http().trustedProxies(), settings.http().publicUrl());
        Features features = new Features(kernel, plugins, storage.connections(), remote, settings, version);
        ApiEdge edge = new ApiEdge(kernel, features.authenticator(), remote);
        LiveStreams live = new LiveStreams(vertx, kernel.bus(), edge, features.authenticator());
        Console console = pages.join();
        Router router = router(telemetry, () -> readiness(runtime, features), r -> {
            live.mount(r);
            features.mount(r, edge);
            edge.mount(r);
            console.mount(r);
        });
        Await.result(runtime.start());
        features.start(stops);
        UUID tenant = FirstStart.run(
                features.tenants(), features.users(), settings.admin().password(), terminal);
        WebServer listening = listen(vertx, request -> {
            if (!features.takes(request)) {
                router.handle(request);
            }
        });
        web = listening;
        stops.add("the listener", () -> {
            serving = false;
            live.close();
            Await.result(listening.stop(DRAIN), DRAIN.plus(SLACK));
        });
        serving = true;
        vertx.executeBlocking(() -> {
            contract.prepare();
            console.pack();
            return true;
        });
        if (demo) {
            Demo running = Demo.start(
                    vertx, features.users(), tenant, storage.secrets().derive("demo"), local());
            stops.add("the demo", running::close);
        }
    }

    private static Console console() {
        try {
            return Console.load(App.class.getClassLoader(), "webroot");
        } catch (IOException e) {
            throw new UncheckedIOException("The console cannot be read: " + e.getMessage(), e);
        }
    }

    private Router router(Telemetry telemetry, Supplier<Future<Map<String, String>>> readiness, Consumer<Router> rest) {
        Router router = Router.router(telemetry.vertx());
        Listener.mountProblems(router);
        WebServer.mountBasics(router, readiness);
        MetricsRoute.mount(router, settings.metrics(), telemetry.meters());
        rest.accept(router);
        return router;
    }

    private WebServer listen(Vertx vertx, Handler<HttpServerRequest> requests) throws Exception {
        Settings.Http http = settings.http();
        try {
            return Await.result(WebServer.start(
                    vertx, Listener.options(http), new SecurityHeaders(isHttps()), requests, http.eventLoops()));
        } catch (Exception e) {
            throw Listener.failure(http, e);
        }
    }

    private Future<Map<String, String>> readiness(KernelRuntime runtime, Features features) {
        return runtime.databaseAnswers()
                .timeout(READINESS.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false)
                .map(answers -> Map.of(
                        "server",
                        upOrDown(serving),
                        "database",
                        upOrDown(answers),
                        "relay",
                        upOrDown(runtime.relays()),
                        "ingest",
                        upOrDown(features.takesAlarms())));
    }

    private static String upOrDown(boolean up) {
        return up ? "up" : "down";
    }

    private boolean isHttps() {
        String url = settings.http().publicUrl();
        return settings.http().tls() != null || (url != null && url.startsWith("https:"));
    }

    /** The port that is listened on. */
    public int port() {
        return Objects.requireNonNull(web).port();
    }

    /** Where people find the server: the configured address, else one on this machine. */
    public String url() {
        String url = settings.http().publicUrl();
        return url == null ? local() : url;
    }

    private String local() {
        String host = settings.http().host();
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        String name = any ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return (settings.http().tls() == null ? "http://" : "https://") + name + ":" + port();
    }

    /** Presents the certificate that the files hold now to new connections; keeps the old one when that cannot be used. */
    public void reloadCertificate() {
        Settings.Tls tls = settings.http().tls();
        WebServer listening = web;
        if (tls == null || listening == null) {
            return;
        }
        listening
                .renewCertificate(Listener.certificate(tls))
                .onSuccess(v -> LOG.info("The certificate {} has been read again", tls.certificate()))
                .onFailure(e -> LOG.error(
                        "The certificate {} cannot be used, the old one stays: {}", tls.certificate(), e.toString()));
    }

    /** Answers what is under way, for 20 s at most, and stops everything in reverse. Does nothing the second time. */
    public void stop() {
        long begin = System.nanoTime();
        stops.run();
        LOG.info("OpenCOC {} has stopped after {} ms", version, (System.nanoTime() - begin) / 1_000_000);
    }
}
