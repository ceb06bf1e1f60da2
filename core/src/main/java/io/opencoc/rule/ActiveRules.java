package io.opencoc.rule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Cache<UUID, RuleSet> cache = Caffeine.newBuilder()
            .maximumWeight(MOST_RULES)
            .weigher((UUID tenant, RuleSet set) -> set.size() + 1)
            .executor(Runnable::run)
            .build();

    ActiveRules(Vertx vertx, RuleRepository repository) {
        this.vertx = vertx;
        this.repository = repository;
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
                            .chain(rules -> compile(version, rules, cached))
                            .invoke(set -> keep(tenant, set));
        });
    }

    private void keep(UUID tenant, RuleSet set) {
        cache.asMap().merge(tenant, set, (a, b) -> a.version() > b.version() ? a : b);
    }

    /** Compiles what changed since the last time, and not on the event loop when that is much. */
    private Uni<RuleSet> compile(long version, List<ForwardingRule> rules, @Nullable RuleSet before) {
        Map<UUID, CompiledRule> known = before == null
                ? Map.of()
                : before.rules().stream().collect(Collectors.toMap(CompiledRule::id, Function.identity()));
        Map<UUID, CompiledRule> same = new HashMap<>();
        rules.forEach(r -> {
            CompiledRule compiled = known.get(r.id());
            if (compiled != null && compiled.rule().equals(r)) {
                same.put(r.id(), compiled);
            }
        });
        return rules.size() - same.size() <= MANY && rules.size() <= MANY * 10
                ? Uni.createFrom().item(() -> compileNow(version, rules, same))
                : Reactive.uni(() -> vertx.executeBlocking(() -> compileNow(version, rules, same), false));
    }

    private static RuleSet compileNow(long version, List<ForwardingRule> rules, Map<UUID, CompiledRule> same) {
        List<CompiledRule> out = new ArrayList<>(rules.size());
        for (ForwardingRule rule : rules) {
            CompiledRule compiled = same.get(rule.id());
            try {
                out.add(compiled == null ? CompiledRule.of(rule) : compiled);
            } catch (IllegalArgumentException e) {
                LOG.error("A rule cannot be used and is passed over until it is saved anew", e);
            }
        }
        return new RuleSet(version, out);
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
