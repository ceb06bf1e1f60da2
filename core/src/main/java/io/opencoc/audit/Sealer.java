package io.opencoc.audit;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what is new in the trail: several times a second, on one node at a time, for all tenants in turn. It looks by itself and is not told of
 * each line: many lines in one transaction cost less than many transactions. Safe for all threads.
 */
public final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int EACH = 500;
    private static final int MOST = 2_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final Kernel kernel;
    private final SealRows rows = new SealRows();
    private final Loop loop;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();
    private final Set<UUID> broken = ConcurrentHashMap.newKeySet();
    private volatile @Nullable TrailKey key;
    /** After whom to go on. Touched by one step at a time. */
    private volatile UUID after = FIRST;

    Sealer(Kernel kernel) {
        this.kernel = kernel;
        this.loop = new Loop(kernel.vertx(), "sealing of the trail", PAUSE, this::once);
    }

    /** The installation's key; made when there is none. */
    Uni<TrailKey> key() {
        TrailKey known = key;
        return known != null
                ? Uni.createFrom().item(known)
                : kernel.database()
                        .withoutTenant(tx -> rows.key(tx, kernel.secrets()))
                        .invoke(k -> key = k);
    }

    void start() {
        loop.start();
    }

    /** Seals what is there and ends. */
    Future<Void> stop() {
        return loop.stop()
                .compose(v -> Reactive.future(once().chain(this::logHeads)))
                .otherwise(failure -> {
                    LOG.warn("The trail's end is not sealed, the next start will: {}", failure.toString());
                    return null;
                });
    }

    /** Whether step after step fails. */
    boolean isFailing() {
        return loop.isFailing();
    }

    /** Seals some lines; true when there may be more. */
    Uni<Boolean> once() {
        UUID from = after;
        return pass(from, null)
                .onFailure(PgException.class)
                .recoverWithUni(failure -> oneByOne(from, failure))
                .map(lines -> {
                    after = lines.size() == MOST ? lines.getLast().tenant() : FIRST;
                    // What began behind a tenant says nothing of those before it.
                    return lines.size() == MOST || !from.equals(FIRST) || (lines.size() >= EACH && broken.isEmpty());
                });
    }

    /** Reads lines and seals those of the tenant, or of all, in one transaction. */
    private Uni<List<TraceLine>> pass(UUID from, @Nullable UUID only) {
        return key().chain(k -> kernel.database()
                .withoutTenant(tx -> rows.unsealed(tx, from, EACH, MOST).call(lines -> {
                    List<TraceLine> ours = only == null
                            ? lines
                            : lines.stream()
                                    .filter(l -> l.tenant().equals(only))
                                    .toList();
                    return ours.isEmpty() ? Uni.createFrom().voidItem() : seal(tx, k, ours);
                })));
    }

    /** What is wrong with one tenant's trail, as when somebody has been at it, must not keep the others' unsealed. */
    private Uni<List<TraceLine>> oneByOne(UUID from, Throwable failure) {
        LOG.debug("Sealing goes on tenant by tenant", failure);
        return kernel.database()
                .withoutTenant(tx -> rows.unsealed(tx, from, EACH, MOST))
                .call(lines -> {
                    Uni<?> all = Uni.createFrom().voidItem();
                    for (UUID tenant : new LinkedHashSet<>(
                            lines.stream().map(TraceLine::tenant).toList())) {
                        all = all.chain(() -> pass(from, tenant)
                                .invoke(done -> broken.remove(tenant))
                                .onFailure(PgException.class)
                                .recoverWithItem(why -> {
                                    if (broken.add(tenant)) {
                                        LOG.error(
                                                "The trail of tenant {} cannot be sealed any more: {}",
                                                tenant,
                                                why.toString());
                                    }
                                    return List.of();
                                }));
                    }
                    return all;
                });
    }

    private Uni<Void> seal(Tx tx, TrailKey k, List<TraceLine> lines) {
        Map<UUID, List<TraceLine>> tenants = lines.stream()
                .collect(Collectors.groupingBy(TraceLine::tenant, LinkedHashMap::new, Collectors.toList()));
        return rows.heads(tx, tenants.keySet()).chain(heads -> chain(tx, k, tenants, heads));
    }

    private Uni<Void> chain(Tx tx, TrailKey k, Map<UUID, List<TraceLine>> tenants, Map<UUID, TrailHead> heads) {
        List<SealRows.Sealed> sealed = new ArrayList<>();
        List<SealRows.Sealed> last = new ArrayList<>();
        return Reactive.uni(() -> kernel.vertx().executeBlocking(() -> {
                    tenants.forEach((tenant, lines) -> {
                        TrailHead.Place at = heads.getOrDefault(tenant, TrailHead.none(tenant))
                                .head();
                        long number = at.number();
                        byte[] hash = at.hashOrNothing();
                        for (TraceLine line : lines) {
                            hash = k.seal(hash, line, ++number);
                            sealed.add(new SealRows.Sealed(line, number, hash));
                        }
                        last.add(sealed.getLast());
                    });
                    return sealed;
                }))
                .chain(() -> rows.seal(tx, sealed))
                .chain(() -> rows.move(tx, k, last, kernel.clock().instant()));
    }

    /** Writes the heads that have moved into the log: with one of them, {@code coc audit verify --head} notices a tail that was cut off. */
    Uni<Void> logHeads() {
        return kernel.database().withoutTenant(rows::allHeads).map(heads -> {
            heads.stream().filter(h -> !logged.contains(h)).forEach(h -> LOG.info("The trail is sealed up to: {}", h));
            logged.clear();
            logged.addAll(heads);
            return null;
        });
    }
}
