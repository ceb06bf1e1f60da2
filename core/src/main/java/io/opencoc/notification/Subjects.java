package io.opencoc.notification;

import io.opencoc.incident.IncidentRef;
import io.opencoc.incident.IncidentService;
import io.opencoc.integration.IntegrationRef;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.todo.TodoService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What messages are about, and so in which enterprise projects they are: in the one of the incident, of the alarm's integration, or of the to-do. */
final class Subjects {
    static final ScopeColumns SCOPE = ScopeColumns.where(
            "(" + IncidentService.IN_PROJECTS + " OR coalesce(" + IntegrationService.IN_PROJECTS + ", false) OR "
                    + TodoService.IN_PROJECTS + ")",
            "id");

    private final IncidentService incidents;
    private final IntegrationService integrations;
    private final TodoService todos;

    Subjects(IncidentService incidents, IntegrationService integrations, TodoService todos) {
        this.todos = todos;
        this.incidents = incidents;
        this.integrations = integrations;
    }

    /** Completes deliveries with what they are about; the incident's title is left out where the actor may not get it. */
    Uni<List<Notification>> of(Tx tx, Actor actor, List<Notification> notifications) {
        return incidents.refs(tx, ids(notifications, Notification::incidentId)).chain(refs -> integrations
                .find(tx, ids(notifications, Notification::integrationId), true)
                .chain(from -> todos.projects(tx, ids(notifications, Notification::todoId))
                        .map(of -> notifications.stream()
                                .map(n -> about(actor, n, refs, from, of))
                                .toList())));
    }

    private static Set<UUID> ids(
            List<Notification> notifications, java.util.function.Function<Notification, @Nullable UUID> id) {
        return notifications.stream().map(id).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Notification about(
            Actor actor,
            Notification n,
            Map<UUID, IncidentRef> refs,
            Map<UUID, IntegrationRef> from,
            Map<UUID, UUID> todos) {
        if (n.todoId() != null) {
            return n.about(todos.get(n.todoId()), null);
        }
        IncidentRef incident = n.incidentId() == null ? null : refs.get(n.incidentId());
        IntegrationRef integration = n.integrationId() == null ? null : from.get(n.integrationId());
        if (incident == null) {
            return n.about(integration == null ? null : integration.project(), null);
        }
        boolean seen = actor.may("coc:incident:get", Target.of(incident.projectId(), incident.id()));
        return n.about(incident.projectId(), seen ? incident : null);
    }

    /** The enterprise project of a message about this; null when that is not known any more. */
    Uni<@Nullable UUID> of(Tx tx, @Nullable UUID incident, @Nullable UUID integration, @Nullable UUID todo) {
        if (todo != null) {
            return todos.projects(tx, Set.of(todo)).map(projects -> projects.get(todo));
        }
        if (incident != null) {
            return incidents.refs(tx, Set.of(incident)).map(refs -> {
                IncidentRef ref = refs.get(incident);
                return ref == null ? null : ref.projectId();
            });
        }
        return integration == null
                ? Uni.createFrom().nullItem()
                : integrations.find(tx, Set.of(integration), true).map(refs -> {
                    IntegrationRef ref = refs.get(integration);
                    return ref == null ? null : ref.project();
                });
    }
}
