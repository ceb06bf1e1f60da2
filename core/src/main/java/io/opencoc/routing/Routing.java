package io.opencoc.routing;

import io.opencoc.alarm.AlarmEnding;
import io.opencoc.alarm.AlarmEvents;
import io.opencoc.alarm.AlarmNumbers;
import io.opencoc.alarm.Occurrence;
import io.opencoc.alarm.OccurrenceStore;
import io.opencoc.alarm.OriginalAlarm;
import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.incident.AlarmIncidents;
import io.opencoc.incident.AlarmIncidents.Draft;
import io.opencoc.incident.AlarmIncidents.Placed;
import io.opencoc.incident.AlarmRef;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.rule.ActiveRules;
import io.opencoc.rule.CompiledRule;
import io.opencoc.rule.RuleSet;
import io.opencoc.rule.TriggerType;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The stages through which one tenant's part of a batch goes, in its transaction: fold → judge → join incidents → save → tell incidents what
 * ended. Locks are always taken in this order: alarms, numbers, the tenant's incidents, hits.
 */
final class Routing {
    private static final int MOST_HINTS = 50;

    private final OccurrenceStore alarms;
    private final AlarmEnding ending;
    private final ActiveRules rules;
    private final AlarmIncidents incidents;
    private final EngineerService engineers;
    private final Clock clock;

    Routing(
            OccurrenceStore alarms,
            AlarmEnding ending,
            ActiveRules rules,
            AlarmIncidents incidents,
            EngineerService engineers,
            Clock clock) {
        this.alarms = alarms;
        this.ending = ending;
        this.rules = rules;
        this.incidents = incidents;
        this.engineers = engineers;
        this.clock = clock;
    }

    /**
     * What the rules said of an occurrence.
     *
     * @param again whether the same rule had taken it before: then it is neither counted nor told again
     */
    private record Judged(Occurrence occurrence, CompiledRule rule, boolean again) {}

    Uni<Void> route(Tx tx, List<OriginalAlarm> originals) {
        Instant now = clock.instant();
        Batch batch = new Batch(originals);
        return alarms.latest(tx, batch.identities())
                .map(latest -> batch.fold(latest, now))
                .chain(touched -> rules.rules(tx)
                        .call(() -> alarms.number(
                                tx,
                                touched.stream().filter(o -> o.number() == 0).toList()))
                        .chain(set -> place(tx, set, judge(touched, set), now)
                                .invoke(() -> hints(tx, set, originals, touched)))
                        .chain(hits -> alarms.save(tx, touched, now)
                                .chain(() -> ended(tx, touched, now))
                                .replaceWith(hits))
                        .chain(hits -> rules.hit(tx, hits, now)));
    }

    private static List<Judged> judge(List<Occurrence> touched, RuleSet set) {
        List<Judged> out = new ArrayList<>();
        for (Occurrence o : touched) {
            if (o.isToBeJudged(set.version())) {
                CompiledRule rule = set.first(o.latest());
                boolean again = rule != null && rule.id().equals(o.ruleId());
                o.judged(set.version(), rule == null ? null : rule.id(), rule == null ? null : rule.name());
                if (rule != null) {
                    out.add(new Judged(o, rule, again));
                }
            }
        }
        return out;
    }

    /** Opens or joins incidents and assigns alarms; gives how often each rule hit. */
    private Uni<Map<UUID, Long>> place(Tx tx, RuleSet set, List<Judged> judged, Instant now) {
        Map<UUID, Long> hits = new HashMap<>();
        List<Occurrence> drafted = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        List<Judged> toAssign = new ArrayList<>();
        for (Judged j : judged) {
            if (!j.again) {
                hits.merge(j.rule.id(), 1L, Long::sum);
            }
            String level = j.rule.incidentLevel(j.occurrence.level());
            if (level != null) {
                drafted.add(j.occurrence);
                drafts.add(draft(j, level, tx.tenant(), set));
            } else if (j.rule.triggerType() == TriggerType.ALARM
                    && j.rule.engineerId() != null
                    && !j.rule.engineerId().equals(j.occurrence.ownerId())) {
                toAssign.add(j);
            }
        }
        return assign(tx, toAssign, now)
                .chain(() -> drafts.isEmpty()
                        ? Uni.createFrom().item(List.<Placed>of())
                        : incidents.openOrAttach(tx, drafts, now))
                .map(placed -> {
                    for (int i = 0; i < placed.size(); i++) {
                        drafted.get(i)
                                .joined(
                                        placed.get(i).incidentId(),
                                        placed.get(i).opened(),
                                        now);
                    }
                    return hits;
                });
    }

    private static Draft draft(Judged j, String level, UUID tenant, RuleSet set) {
        OriginalAlarm alarm = j.occurrence.latest();
        UUID project = set.project(alarm.integrationId());
        String application = j.rule.application();
        return new Draft(
                j.rule.groupKey(alarm, project),
                project == null ? tenant : project,
                j.rule.id(),
                j.rule.name(),
                title(alarm),
                level,
                application == null ? alarm.event().application() : application,
                alarm.event().region(),
                alarm.event().description(),
                j.rule.engineerId(),
                j.rule.notifyOwner(),
                ref(j.occurrence));
    }

    private static String title(OriginalAlarm alarm) {
        String resource = alarm.event().resourceName();
        String title = resource == null ? alarm.event().name() : alarm.event().name() + " · " + resource;
        if (title.length() <= 200) {
            return title;
        }
        // never half of a character
        return title.substring(0, Character.isHighSurrogate(title.charAt(198)) ? 198 : 199) + "…";
    }

    private static AlarmRef ref(Occurrence o) {
        return new AlarmRef(
                o.id(), AlarmNumbers.text(o.number()), o.latest().event().name());
    }

    private Uni<Void> assign(Tx tx, List<Judged> judged, Instant now) {
        Set<UUID> ids = judged.stream()
                .map(j -> Objects.requireNonNull(j.rule.engineerId()))
                .collect(Collectors.toSet());
        return engineers.find(tx, ids).chain(found -> {
            Uni<Void> published = Uni.createFrom().voidItem();
            for (Judged j : judged) {
                Engineer owner = found.get(Objects.requireNonNull(j.rule.engineerId()));
                if (owner != null) {
                    j.occurrence.assigned(owner.id(), owner.name(), now);
                    if (j.rule.notifyOwner()) {
                        published = published.chain(() -> tx.publish(event(j, owner, now)));
                    }
                }
            }
            return published;
        });
    }

    private static AlarmEvents.Assigned event(Judged j, Engineer owner, Instant now) {
        OriginalAlarm a = j.occurrence.latest();
        return new AlarmEvents.Assigned(
                Ids.at(now),
                j.occurrence.id(),
                now.toEpochMilli(),
                AlarmNumbers.text(j.occurrence.number()),
                a.event().name(),
                a.level(),
                a.event().resourceName(),
                a.event().application(),
                a.event().region(),
                a.event().description(),
                a.event().startsAt(),
                owner.id(),
                a.integrationId());
    }

    private Uni<Void> ended(Tx tx, List<Occurrence> touched, Instant now) {
        return ending.tell(
                tx,
                touched.stream()
                        .filter(Occurrence::endedNow)
                        .map(Occurrence::ended)
                        .toList(),
                now);
    }

    /** Of original alarms the last one of each project. */
    private static void hints(Tx tx, RuleSet set, List<OriginalAlarm> originals, List<Occurrence> touched) {
        Map<UUID, UUID> last = new HashMap<>();
        originals.forEach(o -> last.put(project(tx, set, o), o.id()));
        last.forEach((project, id) -> tx.changed("originalAlarm", id, project));
        touched.stream().limit(MOST_HINTS).forEach(o -> tx.changed("alarm", o.id(), project(tx, set, o.latest())));
    }

    private static UUID project(Tx tx, RuleSet set, OriginalAlarm alarm) {
        UUID project = set.project(alarm.integrationId());
        return project == null ? tx.tenant() : project;
    }
}
