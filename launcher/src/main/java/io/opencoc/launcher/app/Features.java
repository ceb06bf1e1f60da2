package io.opencoc.launcher.app;

import io.opencoc.alarm.AlarmModule;
import io.opencoc.attachment.AttachmentLimits;
import io.opencoc.attachment.AttachmentModule;
import io.opencoc.audit.AuditModule;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.iam.ExternalUsers;
import io.opencoc.iam.IamModule;
import io.opencoc.iam.UserService;
import io.opencoc.incident.IncidentModule;
import io.opencoc.ingest.IngestLimits;
import io.opencoc.ingest.IngestModule;
import io.opencoc.integration.AlarmSources;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Authenticator;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.sql.Connections;
import io.opencoc.launcher.settings.Settings;
import io.opencoc.notification.Channels;
import io.opencoc.notification.NotificationModule;
import io.opencoc.oidc.OidcModule;
import io.opencoc.overview.OverviewModule;
import io.opencoc.plugin.PluginModule;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import io.opencoc.routing.RoutingModule;
import io.opencoc.rule.RuleModule;
import io.opencoc.session.SessionModule;
import io.opencoc.session.SessionSettings;
import io.opencoc.shift.ShiftModule;
import io.opencoc.tenant.TenantModule;
import io.opencoc.tenant.TenantService;
import io.opencoc.todo.TodoModule;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;

/** The features, in order: each may use those that were made before it. */
final class Features {
    private final IamModule iam;
    private final SessionModule sessions;
    private final TenantModule tenants;
    private final OidcModule oidc;
    private final Remote remote;
    private final IntegrationModule integrations;
    private final AlarmModule alarms;
    private final IngestModule ingest;
    private final RoutingModule routing;
    private final NotificationModule notifications;
    private final AuditModule audit;
    private final AttachmentModule attachments;
    private final PluginModule pluginAdministration;
    private final ShiftModule shifts;

    /** Builds them; they subscribe and bind their operations, and nothing runs yet. */
    Features(
            Kernel kernel,
            PluginHost plugins,
            Connections connections,
            Remote remote,
            Settings settings,
            String version) {
        this.remote = remote;
        AlarmSources sources = AlarmSources.of(plugins);
        iam = IamModule.create(kernel);
        sessions = SessionModule.create(kernel, iam, version, sessionSettings(settings.signIn()));
        tenants = TenantModule.create(kernel, iam, sessions);
        oidc = OidcModule.create(
                kernel,
                sessions,
                new ExternalUsers(),
                (tx, user, names, first) -> iam.externalGroups().assign(tx, user, names, first),
                settings.signIn().oidcAllowedHosts());
        EngineerModule engineers = EngineerModule.create(kernel);
        shifts = ShiftModule.create(kernel, engineers.service());
        Placement placement = ProjectModule.create(kernel).placement();
        iam.limitsTo(placement);
        integrations = IntegrationModule.create(kernel, placement, sources);
        IncidentModule incidents = IncidentModule.create(kernel, placement, engineers.service());
        alarms = AlarmModule.create(
                kernel,
                integrations,
                incidents,
                Duration.ofDays(settings.ingest().retentionDays()));
        RuleModule rules = RuleModule.create(kernel, placement, engineers.service(), integrations.service(), sources);
        rules.trials().on(alarms.recent());
        ingest = IngestModule.create(
                kernel, connections, limits(settings.ingest()), integrations, plugins.alarmSources(), remote);
        routing = RoutingModule.create(kernel, ingest, alarms, rules, incidents, engineers);
        attachments = AttachmentModule.create(
                kernel,
                settings.attachments().folder(),
                AttachmentLimits.standard(settings.attachments().maxBytesPerTenant()));
        TodoModule todos = TodoModule.create(kernel, placement, engineers.service(), attachments);
        notifications = NotificationModule.create(
                kernel,
                engineers.service(),
                incidents.service(),
                integrations.service(),
                todos.service(),
                Channels.of(plugins),
                channelDefaults(settings));
        audit = AuditModule.create(kernel, Duration.ofDays(settings.audit().retentionDays()));
        OverviewModule.create(kernel, incidents.counts(), alarms.counts(), todos.service());
        pluginAdministration = PluginModule.create(
                kernel,
                plugins,
                settings.data().resolve("uploads"),
                settings.plugins().requireSigned());
        kernel.api().complete();
    }

    private static SessionSettings sessionSettings(Settings.SignIn signIn) {
        return new SessionSettings(Duration.ofMinutes(signIn.idleMinutes()), Duration.ofHours(signIn.sessionHours()));
    }

    private static IngestLimits limits(Settings.Ingest ingest) {
        return new IngestLimits(
                        ingest.lanes(), ingest.maxBodyBytes(), ingest.maxPendingAlarms(), ingest.maxPendingBytes())
                .within(Runtime.getRuntime().maxMemory());
    }

    private static Map<String, Map<String, Object>> channelDefaults(Settings settings) {
        Map<String, Object> mail = settings.mail().channelSettings();
        return mail.isEmpty() ? Map.of() : Map.of("email", mail);
    }

    /** The users. */
    UserService users() {
        return iam.users();
    }

    /** The tenants. */
    TenantService tenants() {
        return tenants.service();
    }

    /** Who signs in. */
    Authenticator authenticator() {
        return sessions.authenticator();
    }

    /** Whether alarms can be stored. */
    boolean takesAlarms() {
        return ingest.lanes().areConnected();
    }

    /** Adds the routes outside the contract. */
    /** Serves what need not go through the router; false for the rest. */
    boolean takes(HttpServerRequest request) {
        return ingest.takes(request);
    }

    void mount(Router router, ApiEdge edge) {
        ingest.mount(router);
        oidc.mount(router, edge, remote);
        shifts.mount(router);
    }

    /** Starts what works by itself; the kernel runs. */
    void start(Stops stops) throws Exception {
        stops.add("the look for disabled plug-ins", () -> Await.result(pluginAdministration.stop()));
        Await.result(pluginAdministration.start());
        Await.result(alarms.prepare());
        stops.add("the sealing of the trail", () -> Await.result(audit.stop()));
        audit.start();
        stops.add("the look for changed permissions", () -> Await.result(iam.stop()));
        iam.start();
        stops.add("the traffic of integrations", () -> Await.result(integrations.stop()));
        integrations.start();
        stops.add("the router", () -> Await.result(routing.stop()));
        routing.start();
        stops.add("the lanes", () -> Await.result(ingest.stop()));
        ingest.start();
        stops.add(
                "the sweep of attachments",
                () -> Await.result(attachments.sweep().stop()));
        attachments.sweep().start();
        stops.add(
                "the notifications",
                () -> Await.result(notifications.deliveries().stop()));
        notifications.deliveries().start();
    }
}
