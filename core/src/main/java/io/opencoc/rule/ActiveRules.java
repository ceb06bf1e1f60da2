package io.opencoc.rule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules as the router uses them, within its transaction, as the tenant. */
public final class ActiveRules {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRules.class);
    private static final int MOST_RULES = 100_000;
    private static final int MANY = 50;

    private final Vertx vertx;
    private final RuleRepository repository;
    private final IntegrationService integrations;
    private final Cache<UUID, RuleSet> cache = Caffeine.newBuilder()
            .maximumWeight(MOST_RULES)
            .weigher((UUID tenant, RuleSet set) -> set.size() + 1)
            .executor(Runnable::run)
            .build();

    ActiveRules(Vertx vertx, RuleRepository repository, IntegrationService integrations) {
        this.vertx = vertx;
        this.repository = repository;
        this.integrations = integrations;
    }

    /**
     * The enabled rules as the transaction sees them: what was committed before this call counts. Reads one row; the rules themselves only
     * when they changed.
     */
    public Uni<RuleSet> rules(Tx tx) {
        UUID tenant = tx.tenant();
        return repository.version(tx).chain(version -> {
            RuleSet cached = cache.getIfPresent(tenant);
            return cached != null && cached.version() == version
                    ? Uni.createFrom().item(cached)
                    // Read after the version: they may be newer than it says, and are then read again next time, but
                    // never older.
                    : repository
                            .enabled(tx)
                            .chain(rules -> integrations
                                    .placed(tx)
                                    .chain(projects ->
                                            compile(version, wanted(tenant, rules, projects), projects, cached)))
                            .invoke(set -> keep(tenant, set));
        });
    }

    private void keep(UUID tenant, RuleSet set) {
        cache.asMap().merge(tenant, set, (a, b) -> a.version() > b.version() ? a : b);
    }

    /** A rule and the integrations of which it takes alarms; none for any. */
    private record Wanted(ForwardingRule rule, Set<UUID> integrations) {
        boolean isOf(@Nullable CompiledRule compiled) {
            return compiled != null
                    && compiled.rule().equals(rule)
                    && compiled.integrations().equals(integrations);
        }
    }

    /**
     * A rule of the default project takes alarms of all projects, one of another project those of its own: that is said by naming integrations, so
     * that matching costs nothing more. A rule in whose project there are none takes no alarms.
     */
    private static List<Wanted> wanted(UUID tenant, List<ForwardingRule> rules, Map<UUID, UUID> projects) {
        List<Wanted> out = new ArrayList<>();
        for (ForwardingRule rule : rules) {
            Set<UUID> named = Set.copyOf(rule.integrationIds());
            if (rule.projectId().equals(tenant)) {
                out.add(new Wanted(rule, named));
                continue;
            }
            Set<UUID> own = new HashSet<>();
            projects.forEach((integration, project) -> {
                if (project.equals(rule.projectId()) && (named.isEmpty() || named.contains(integration))) {
                    own.add(integration);
                }
            });
            if (!own.isEmpty()) {
                out.add(new Wanted(rule, own));
            }
        }
        return out;
    }

    /** Compiles what changed since the last time, and not on the event loop when that is much. */
    private Uni<RuleSet> compile(long version, List<Wanted> rules, Map<UUID, UUID> projects, @Nullable RuleSet before) {
        Map<UUID, CompiledRule> known = before == null
                ? Map.of()
                : before.rules().stream().collect(Collectors.toMap(CompiledRule::id, Function.identity()));
        Map<UUID, CompiledRule> same = new HashMap<>();
        rules.forEach(r -> {
            CompiledRule compiled = known.get(r.rule.id());
            if (r.isOf(compiled)) {
                same.put(r.rule.id(), compiled);
            }
        });
        return rules.size() - same.size() <= MANY && rules.size() <= MANY * 10
                ? Uni.createFrom().item(() -> compileNow(version, rules, projects, same))
                : Reactive.uni(() -> vertx.executeBlocking(() -> compileNow(version, rules, projects, same), false));
    }

    private static RuleSet compileNow(
            long version, List<Wanted> rules, Map<UUID, UUID> projects, Map<UUID, CompiledRule> same) {
        List<CompiledRule> out = new ArrayList<>(rules.size());
        for (Wanted wanted : rules) {
            CompiledRule compiled = same.get(wanted.rule.id());
            try {
                out.add(compiled == null ? CompiledRule.of(wanted.rule, wanted.integrations) : compiled);
            } catch (IllegalArgumentException e) {
                LOG.error("A rule cannot be used and is passed over until it is saved anew", e);
            }
        }
        return new RuleSet(version, out, projects);
    }

    /**
     * Counts alarms that rules took; rules that were deleted meanwhile are passed over. Locks the counters in the order of the rules' ids until
     * the transaction ends: call it once in a transaction, late.
     */
    public Uni<Void> hit(Tx tx, Map<UUID, Long> hits, Instant at) {
        SortedMap<UUID, Long> sorted = new TreeMap<>(hits);
        return sorted.isEmpty() ? Uni.createFrom().voidItem() : repository.hit(tx, sorted, at);
    }
}
