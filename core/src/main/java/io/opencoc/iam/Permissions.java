package io.opencoc.iam;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Contract.Reach;
import io.opencoc.kernel.json.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The actions of this server, as its contract names them: what policies can allow and deny. Immutable. */
public final class Permissions {
    private final Contract contract;

    Permissions(Contract contract) {
        this.contract = contract;
    }

    /** What actions are about. */
    record Resource(String resource, Map<String, String> text, List<Item> actions) {}

    /**
     * An action.
     *
     * @param level {@code list}, {@code read} or {@code write}
     * @param reach what it is done to
     */
    record Item(String action, Map<String, String> text, String level, String reach) {}

    /**
     * What somebody may do.
     *
     * @param actions to something
     * @param limited of these, those for things of some enterprise projects only, with the projects
     */
    public record Allowed(List<String> actions, Map<String, Set<UUID>> limited) {}

    List<Resource> resources() {
        Map<String, List<Item>> byResource = new TreeMap<>();
        for (Contract.Action a : contract.actions().values()) {
            byResource
                    .computeIfAbsent(a.resource(), r -> new ArrayList<>())
                    .add(new Item(a.name(), a.text(), level(a.name()), Wire.name(a.reach())));
        }
        return byResource.entrySet().stream()
                .map(e -> new Resource(
                        e.getKey(), Objects.requireNonNull(contract.resources().get(e.getKey())), e.getValue()))
                .toList();
    }

    private static String level(String action) {
        return action.endsWith(":list") ? "list" : action.endsWith(":get") ? "read" : "write";
    }

    /** What the actor may do to something. */
    public Allowed of(Actor actor) {
        List<String> actions = new ArrayList<>();
        Map<String, Set<UUID>> limited = new TreeMap<>();
        for (Contract.Action a : contract.actions().values()) {
            if (a.reach() != Reach.PROJECT) {
                boolean here = a.reach() == Reach.TENANT || actor.isOperator();
                if (here && actor.may(a.name(), Target.TENANT)) {
                    actions.add(a.name());
                }
                continue;
            }
            Scope scope = actor.scope(a.name());
            Set<UUID> projects = scope.projects();
            if (!scope.isNone() && (projects == null || !projects.isEmpty())) {
                actions.add(a.name());
                if (projects != null) {
                    limited.put(a.name(), projects);
                }
            }
        }
        return new Allowed(actions, limited);
    }

    /** The actions of these resources. */
    List<String> of(Collection<String> resources) {
        return contract.actions().values().stream()
                .filter(a -> resources.contains(a.resource()))
                .map(Contract.Action::name)
                .toList();
    }

    /** Why an action of a policy's statement has no effect on this server, be it an allowance or a denial; null when it has one. */
    @Nullable
    String oddity(Glob action, Statement statement) {
        String text = action.pattern();
        if (!new Glob(text.substring(0, text.indexOf(':'))).matches("coc")) {
            return text + " belongs to another service and has no effect here";
        }
        List<Contract.Action> meant = contract.actions().values().stream()
                .filter(a -> action.matches(a.name()))
                .toList();
        if (meant.isEmpty()) {
            return text + " is not an action of this server and has no effect yet";
        }
        if (meant.stream().noneMatch(a -> statement.things().stream()
                .anyMatch(t -> t.type().matches(a.resource())))) {
            return text + " is done to nothing that Resource names, so it has no effect";
        }
        String limit = limit(statement);
        return limit != null && meant.stream().noneMatch(a -> a.reach() == Reach.PROJECT)
                ? text + " holds for the tenant as a whole, so it has no effect with " + limit
                : null;
    }

    /** What keeps a statement from meaning the tenant as a whole; null when nothing does. */
    private static @Nullable String limit(Statement statement) {
        if (statement.things().stream().noneMatch(t -> t.id().isAny())) {
            return "a Resource that names ids";
        }
        for (Condition c : statement.conditions()) {
            if (c instanceof Condition.Project p && p.in()) {
                return "a condition on the enterprise project";
            }
            if (c instanceof Condition.Tag t && t.in()) {
                return "a condition on a tag";
            }
        }
        return null;
    }
}
