package io.opencoc.launcher.app;

import io.opencoc.alarm.AlarmModule;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.iam.IamModule;
import io.opencoc.iam.IamService;
import io.opencoc.incident.IncidentModule;
import io.opencoc.ingest.IngestLimits;
import io.opencoc.ingest.IngestModule;
import io.opencoc.integration.AlarmSources;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.sql.Connections;
import io.opencoc.launcher.settings.Settings;
import io.opencoc.notification.Channels;
import io.opencoc.notification.NotificationModule;
import io.opencoc.overview.OverviewModule;
import io.opencoc.routing.RoutingModule;
import io.opencoc.rule.RuleModule;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;

/** The features, in order: each may use those that were made before it. */
final class Features {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final IamModule iam;
    private final IntegrationModule integrations;
    private final AlarmModule alarms;
    private final IngestModule ingest;
    private final RoutingModule routing;
    private final NotificationModule notifications;

    private Features(
            IamModule iam,
            IntegrationModule integrations,
            AlarmModule alarms,
            IngestModule ingest,
            RoutingModule routing,
            NotificationModule notifications) {
        this.iam = iam;
        this.integrations = integrations;
        this.alarms = alarms;
        this.ingest = ingest;
        this.routing = routing;
        this.notifications = notifications;
    }

    /** Builds them; they subscribe and bind their operations, and nothing runs yet. */
    static Features create(
            Kernel kernel, Connections connections, PluginHost plugins, Settings settings, Remote remote, String version) {
        AlarmSources sources = AlarmSources.of(plugins);
        IamModule iam = IamModule.create(kernel, version);
        EngineerModule engineers = EngineerModule.create(kernel);
        IntegrationModule integrations = IntegrationModule.create(kernel, sources);
        IncidentModule incidents = IncidentModule.create(kernel, engineers.service());
        NotificationModule notifications = NotificationModule.create(
                kernel, engineers.service(), incidents.service(), Channels.of(plugins), channelDefaults(settings));
        AlarmModule alarms = AlarmModule.create(
                kernel, integrations, incidents, Duration.ofDays(settings.ingest().retentionDays()));
        RuleModule rules = RuleModule.create(kernel, engineers.service(), integrations.service(), sources);
        rules.trials().on(alarms.recent());
        IngestModule ingest = IngestModule.create(
                kernel, connections, limits(settings.ingest()), integrations, plugins.alarmSources(), remote);
        RoutingModule routing = RoutingModule.create(kernel, ingest, alarms, rules, incidents, engineers);
        OverviewModule.create(kernel, incidents.counts(), alarms.counts());
        kernel.api().complete();
        return new Features(iam, integrations, alarms, ingest, routing, notifications);
    }

    private static IngestLimits limits(Settings.Ingest i) {
        return new IngestLimits(i.lanes(), i.maxBodyBytes(), i.maxPendingAlarms(), i.maxPendingBytes());
    }

    private static Map<String, Map<String, Object>> channelDefaults(Settings settings) {
        Map<String, Object> mail = settings.mail().channelSettings();
        return mail.isEmpty() ? Map.of() : Map.of("email", mail);
    }

    IamService iam() {
        return iam.service();
    }

    /** Whether alarms can be stored. */
    boolean takesAlarms() {
        return ingest.lanes().areConnected();
    }

    /** Adds the routes outside the contract. */
    void mount(Router router) {
        ingest.mount(router);
    }

    /** Starts what runs by itself, once the database is ready. */
    void start(Stops stops) throws Exception {
        Await.result(alarms.prepare());
        notifications.deliveries().start();
        stops.add("the deliveries", () -> Await.result(notifications.deliveries().stop(), STOP));
        routing.start();
        stops.add("the router", () -> Await.result(routing.stop(), STOP));
        integrations.start();
        stops.add("the integrations", () -> Await.result(integrations.stop(), STOP));
        ingest.start();
        stops.add("the way in", () -> Await.result(ingest.stop(), STOP));
    }
}
