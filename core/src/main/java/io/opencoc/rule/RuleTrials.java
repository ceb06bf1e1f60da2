package io.opencoc.rule;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Database;
import io.opencoc.project.Placement;
import io.opencoc.rule.RecentAlarms.Sample;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tries rules on alarms of the past: on worker threads, a few at a time, with an end. */
public final class RuleTrials {
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_ITEMS = 100;
    private static final int MOST_ALARMS = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String UNDER = "rule.";
    private static final String TRY = "coc:forwardingRule:try";

    private final Vertx vertx;
    private final Database database;
    private final Clock clock;
    private final RuleReferences references;
    private final Placement placement;
    private final AtomicInteger running = new AtomicInteger();
    private volatile @Nullable RecentAlarms alarms;

    RuleTrials(Vertx vertx, Database database, Clock clock, RuleReferences references, Placement placement) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
        this.references = references;
        this.placement = placement;
    }

    /** Says where the alarms come from. Alarms depend on rules and not the other way round, so this is wired last. */
    public void on(RecentAlarms recent) {
        alarms = recent;
    }

    Uni<RuleTrial> run(Actor actor, RuleTrial.Input input) {
        actor.requireSome(TRY);
        RecentAlarms recent = alarms;
        if (recent == null) {
            throw Problem.unavailable("The server is still starting.", Duration.ofSeconds(1));
        }
        // First what needs no database; its project is known later.
        ForwardingRule given = rule(input, actor.tenant());
        int last = Math.clamp(Objects.requireNonNullElse(input.last(), MOST_ALARMS), 1, MOST_ALARMS);
        Scope listed = actor.scope("coc:originalAlarm:list");
        return database.in(actor, tx -> placement
                        .of(tx, actor, TRY, input.rule().projectId(), UNDER)
                        .chain(project -> references
                                .check(tx, actor, given.in(project), null, UNDER)
                                .chain(() ->
                                        recent.last(tx, listed, project.equals(tx.tenant()) ? null : project, last))))
                .chain(samples -> evaluate(given, actor.tenant(), samples));
    }

    private ForwardingRule rule(RuleTrial.Input input, UUID project) {
        return input.rule().toRule(Ids.at(clock.instant()), project, UNDER, true, 1, clock.instant());
    }

    private Uni<RuleTrial> evaluate(ForwardingRule rule, UUID tenant, List<Sample> samples) {
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            throw Problem.throttled("Other rules are being tried.", Duration.ofSeconds(2));
        }
        return Reactive.uni(() -> vertx.executeBlocking(() -> evaluateNow(rule, tenant, samples), false))
                .onTermination()
                .invoke(running::decrementAndGet);
    }

    private static RuleTrial evaluateNow(ForwardingRule rule, UUID tenant, List<Sample> samples) {
        long end = System.nanoTime() + LONGEST.toNanos();
        CompiledRule compiled = CompiledRule.of(rule);
        Set<ByteBuffer> incidents = new HashSet<>();
        List<RuleTrial.Item> items = new ArrayList<>();
        int matched = 0;
        for (Sample sample : samples) {
            if (System.nanoTime() - end > 0) {
                throw Problem.invalid(UNDER + "conditions", "takes too long to evaluate");
            }
            if (compiled.matches(sample.keys())) {
                matched++;
                String level =
                        sample.firing() ? compiled.incidentLevel(sample.keys().level()) : null;
                if (level != null) {
                    incidents.add(ByteBuffer.wrap(compiled.groupKey(
                            sample.keys(), tenant.equals(sample.project()) ? null : sample.project())));
                }
                if (items.size() < MOST_ITEMS) {
                    items.add(new RuleTrial.Item(sample.view(), level));
                }
            }
        }
        return new RuleTrial(samples.size(), matched, incidents.size(), items);
    }
}
