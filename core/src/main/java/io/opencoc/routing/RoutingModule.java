package io.opencoc.routing;

import io.opencoc.alarm.AlarmModule;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.incident.IncidentModule;
import io.opencoc.ingest.IngestModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.rule.RuleModule;
import io.vertx.core.Future;

/** Builds the router and wakes it with each commit of a lane. */
public final class RoutingModule {
    private final Router router;
    private final Expiry expiry;

    private RoutingModule(Router router, Expiry expiry) {
        this.router = router;
        this.expiry = expiry;
    }

    public static RoutingModule create(
            Kernel kernel,
            IngestModule ingest,
            AlarmModule alarms,
            RuleModule rules,
            IncidentModule incidents,
            EngineerModule engineers) {
        Routing routing = new Routing(
                alarms.occurrences(),
                alarms.ending(),
                rules.active(),
                incidents.alarms(),
                engineers.service(),
                kernel.clock());
        Router router = new Router(kernel.vertx(), kernel.database(), routing, kernel.clock(), kernel.metrics());
        ingest.lanes().onCommit(router::wake);
        ingest.lanes().onMissingDay(alarms::makeDays);
        Expiry expiry =
                new Expiry(kernel.vertx(), kernel.database(), alarms.occurrences(), alarms.ending(), kernel.clock());
        return new RoutingModule(router, expiry);
    }

    public void start() {
        router.start();
        expiry.start();
    }

    /** Ends once the batches under way are done; what is not routed yet is routed after the next start. */
    public Future<Void> stop() {
        return Future.join(router.stop(), expiry.stop()).mapEmpty();
    }
}
