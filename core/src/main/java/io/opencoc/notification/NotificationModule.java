package io.opencoc.notification;

import io.opencoc.engineer.EngineerService;
import io.opencoc.incident.IncidentService;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.Kernel;
import io.opencoc.todo.TodoService;
import java.util.List;
import java.util.Map;

/**
 * Builds the feature.
 *
 * @param messenger for other features
 * @param deliveries to be started when everything is built, and stopped first
 */
public record NotificationModule(NotificationService service, Messenger messenger, Deliveries deliveries) {

    /**
     * Builds it over the installed channels.
     *
     * @param defaults the installation's settings by channel id, secrets in clear
     * @throws IllegalArgumentException naming everything that is wrong with the defaults
     */
    public static NotificationModule create(
            Kernel kernel,
            EngineerService engineers,
            IncidentService incidents,
            IntegrationService integrations,
            TodoService todos,
            Channels channels,
            Map<String, Map<String, Object>> defaults) {
        List<String> problems = ChannelSettings.problems(channels, defaults);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Subjects subjects = new Subjects(incidents, integrations, todos);
        ChannelSettings settings = new ChannelSettings(kernel.secrets(), defaults);
        Sender sender = new Sender(channels, settings);
        Deliveries deliveries = new Deliveries(kernel, sender);
        NotificationService service = new NotificationService(
                kernel.database(), kernel.clock(), engineers, subjects, channels, deliveries::wake);
        Drafts drafts = new Drafts(channels, subjects, kernel.clock(), deliveries::wake);
        kernel.outbox().subscribe(new IncidentMessages(engineers, drafts).subscriber());
        kernel.outbox().subscribe(new AlarmMessages(engineers, drafts).subscriber());
        kernel.outbox().subscribe(new TodoMessages(engineers, drafts).subscriber());
        new NotificationRoutes(service, new ChannelService(kernel, channels, settings, sender)).bind(kernel.api());
        return new NotificationModule(service, new Messenger(drafts), deliveries);
    }
}
