package io.opencoc.ingest;

import io.opencoc.integration.IntegrationModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.sql.Connections;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Map;

/** Builds the way in. */
public final class IngestModule {
    private final Lanes lanes;
    private final HookRoutes routes;
    private final Puller puller;

    private IngestModule(Lanes lanes, HookRoutes routes, Puller puller) {
        this.lanes = lanes;
        this.routes = routes;
        this.puller = puller;
    }

    /** Creates it; test alarms of the integrations take this way too. */
    public static IngestModule create(
            Kernel kernel,
            Connections connections,
            IngestLimits limits,
            IntegrationModule integrations,
            Map<String, AlarmSourceRuntime> sources,
            Remote remote) {
        Lanes lanes = new Lanes(kernel.vertx(), connections, limits, kernel.metrics());
        Hooks hooks = new Hooks(kernel.vertx(), kernel.clock(), kernel.metrics(), lanes, integrations, sources);
        integrations.service().testThrough(hooks);
        integrations.trials().readThrough(hooks);
        return new IngestModule(
                lanes,
                new HookRoutes(
                        kernel.vertx(), integrations.keys(), hooks, lanes, limits, remote, kernel.disabledTenants()),
                new Puller(kernel.vertx(), kernel.clock(), lanes, integrations, sources));
    }

    /** Adds {@code /hooks}. */
    public void mount(Router router) {
        routes.mount(router);
    }

    /** Serves a request for a hook; false when the router has to. */
    public boolean takes(HttpServerRequest request) {
        return routes.takes(request);
    }

    public Lanes lanes() {
        return lanes;
    }

    public void start() {
        lanes.start();
        puller.start();
    }

    /** Stores what waits. */
    public Future<Void> stop() {
        return puller.stop().eventually(lanes::stop);
    }
}
