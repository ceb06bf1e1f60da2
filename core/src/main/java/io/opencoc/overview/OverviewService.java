package io.opencoc.overview;

import io.opencoc.alarm.AlarmCounts;
import io.opencoc.incident.IncidentCounts;
import io.opencoc.incident.IncidentCounts.Total;
import io.opencoc.incident.IncidentState;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Database;
import io.opencoc.todo.TodoService;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts the overview together. */
public final class OverviewService {
    private static final List<String> LEVELS = List.of("P1", "P2", "P3", "P4", "P5");
    private static final List<String> ALARM_LEVELS = List.of("critical", "major", "minor", "suggestion");
    private static final List<String> STATES =
            Arrays.stream(IncidentState.values()).map(Wire::name).toList();
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final int HALF_HOURS = 48;
    private static final int RECENT = 10;

    private final Database database;
    private final Clock clock;
    private final IncidentCounts incidents;
    private final AlarmCounts alarms;
    private final TodoService todos;

    OverviewService(Database database, Clock clock, IncidentCounts incidents, AlarmCounts alarms, TodoService todos) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.alarms = alarms;
        this.todos = todos;
    }

    /**
     * The overview of what the actor may list.
     *
     * @param project only of this enterprise project; null for all
     */
    Uni<Overview> get(Actor actor, @Nullable UUID project) {
        actor.requireSome("coc:overview:get");
        Scope listed = actor.scope("coc:incident:list");
        Scope listedAlarms = actor.scope("coc:alarm:list");
        long step = HALF_HOUR.toMillis();
        Instant to = Instant.ofEpochMilli((clock.millis() / step + 1) * step);
        Instant from = to.minus(HALF_HOUR.multipliedBy(HALF_HOURS));
        return database.in(actor, tx -> Uni.combine()
                .all()
                .unis(
                        incidents.totals(tx, listed, project),
                        incidents.opened(tx, listed, project, from, to, HALF_HOURS),
                        incidents.recent(tx, listed, project, RECENT),
                        alarms.currentByLevel(tx, listedAlarms, project),
                        alarms.began(tx, listedAlarms, project, from, to, HALF_HOURS),
                        actor.scope("coc:todo:list").isNone()
                                ? Uni.createFrom().<@Nullable Long>nullItem()
                                : todos.pendingOf(tx, actor, project))
                .with((totals, opened, recent, current, began, pending) ->
                        overview(totals, hours(from, opened, began), recent, current, pending)));
    }

    private static Overview overview(
            List<Total> totals,
            List<Overview.HalfHour> hours,
            List<IncidentCounts.Recent> recent,
            Map<String, Long> alarms,
            @Nullable Long pending) {
        Predicate<Total> open = t -> t.state().open();
        Map<String, Long> byLevel = filled(ALARM_LEVELS, alarms);
        return new Overview(
                totals.stream().filter(open).mapToLong(Total::count).sum(),
                sums(LEVELS, totals.stream().filter(open).toList(), Total::level),
                sums(STATES, totals, t -> Wire.name(t.state())),
                byLevel.values().stream().mapToLong(n -> n).sum(),
                byLevel,
                pending,
                hours,
                recent.stream()
                        .map(r -> new Overview.Recent(
                                r.entry().at(), r.entry().kind(), r.entry().by(), r.incident()))
                        .toList());
    }

    private static Map<String, Long> sums(List<String> keys, List<Total> totals, Function<Total, String> key) {
        Map<String, Long> sums = new LinkedHashMap<>();
        totals.forEach(t -> sums.merge(key.apply(t), t.count(), Long::sum));
        return filled(keys, sums);
    }

    /** All keys, in their order, those that are not given with 0. */
    private static Map<String, Long> filled(List<String> keys, Map<String, Long> given) {
        Map<String, Long> all = new LinkedHashMap<>();
        keys.forEach(k -> all.put(k, given.getOrDefault(k, 0L)));
        return all;
    }

    private static List<Overview.HalfHour> hours(
            Instant from, Map<Integer, Long> opened, List<AlarmCounts.Bucket> began) {
        long[][] counts = new long[HALF_HOURS][ALARM_LEVELS.size()];
        for (AlarmCounts.Bucket b : began) {
            int level = ALARM_LEVELS.indexOf(b.level());
            if (level >= 0 && b.index() >= 0 && b.index() < HALF_HOURS) {
                counts[b.index()][level] += b.count();
            }
        }
        List<Overview.HalfHour> hours = new ArrayList<>();
        for (int i = 0; i < HALF_HOURS; i++) {
            long[] n = counts[i];
            hours.add(new Overview.HalfHour(
                    from.plus(HALF_HOUR.multipliedBy(i)), n[0], n[1], n[2], n[3], opened.getOrDefault(i, 0L)));
        }
        return hours;
    }
}
