package io.opencoc.audit;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows a tenant's trail and checks its seals. */
final class TraceService {
    private static final int LOOK = 200_000;
    private static final int PAGE = 500;
    private static final int MOST_AT_A_CALL = 20_000;

    private final Kernel kernel;
    private final Sealer sealer;
    private final Map<String, String> names = new TreeMap<>();
    private final TraceRepository repository = new TraceRepository();

    TraceService(Kernel kernel, Sealer sealer) {
        this.kernel = kernel;
        this.sealer = sealer;
        names.put(Retention.TRACE.name(), Retention.TRACE.resource());
        kernel.api().contract().operations().values().forEach(o -> {
            if (o.trace() != null) {
                names.put(o.trace().name(), o.trace().resource());
            }
        });
    }

    /** A page of a list without end. */
    record Endless(List<TraceView> items, @Nullable String next) {}

    /** What the trail calls an operation. */
    record Name(String name, String resourceType) {}

    Uni<Endless> page(Actor actor, TraceFilter filter, @Nullable UUID after, int size) {
        actor.require("coc:trace:list");
        return kernel.database().in(actor, tx -> repository
                .newest(tx, filter, after, size + 1, LOOK)
                .map(found -> {
                    List<TraceLine> page = found.size() > size ? found.subList(0, size) : found;
                    return new Endless(
                            page.stream().map(TraceView::of).toList(),
                            found.size() > size ? page.getLast().id().toString() : null);
                }));
    }

    /** Lines for an export. */
    Uni<List<TraceLine>> lines(Actor actor, TraceFilter filter, @Nullable UUID after, int size) {
        actor.require("coc:trace:export");
        return kernel.database().in(actor, tx -> repository.newest(tx, filter, after, size, Integer.MAX_VALUE));
    }

    Uni<TraceView.Detail> get(Actor actor, UUID id) {
        actor.require("coc:trace:get");
        return kernel.database().in(actor, tx -> repository.find(tx, id)).map(line -> {
            if (line == null) {
                throw Problem.notFound("trace");
            }
            return TraceView.detail(line);
        });
    }

    List<Name> names(Actor actor) {
        actor.require("coc:trace:list");
        return names.entrySet().stream()
                .map(e -> new Name(e.getKey(), e.getValue()))
                .toList();
    }

    Uni<SealView> seal(Actor actor) {
        actor.require("coc:trace:list");
        return kernel.database().in(actor, tx -> repository
                .head(tx)
                .chain(head -> repository.waiting(tx).map(waiting -> SealView.of(head, waiting))));
    }

    /**
     * Walks the chain for some thousands of lines.
     *
     * @param after number of a line that an earlier call has reached; 0 for the beginning
     */
    Uni<SealView.Verification> verify(Actor actor, long after) {
        actor.require("coc:trace:verify");
        return sealer.key().chain(key -> kernel.database().in(actor, tx -> walk(tx, key, after)
                // Lines whose time was over may have gone meanwhile.
                .chain(first -> first.ok() ? Uni.createFrom().item(first) : walk(tx, key, after))
                .call(v -> note(tx, v))));
    }

    private Uni<Void> note(Tx tx, SealView.Verification v) {
        tx.trace(
                new Trace.Thing(null, null, null),
                null,
                Map.of("from", v.from(), "to", v.to(), "ok", v.ok(), "complete", v.complete()));
        return v.complete()
                ? repository.verified(tx, kernel.clock().instant(), v.to(), v.ok())
                : Uni.createFrom().voidItem();
    }

    private Uni<SealView.Verification> walk(Tx tx, TrailKey key, long after) {
        return repository.head(tx).chain(head -> begin(tx, key, head, after)
                .chain(walk -> step(tx, walk, head, walk.number())));
    }

    private Uni<ChainWalk> begin(Tx tx, TrailKey key, TrailHead head, long after) {
        if (after <= head.anchor().number()) {
            return Uni.createFrom().item(new ChainWalk(key, head));
        }
        return repository.hashOf(tx, after).map(hash -> {
            if (hash == null) {
                throw Problem.invalid("after", "is not the number of a line");
            }
            return new ChainWalk(key, head, after, hash);
        });
    }

    private Uni<SealView.Verification> step(Tx tx, ChainWalk walk, TrailHead head, long from) {
        return repository
                .sealed(tx, walk.reached(), head.head().number(), PAGE)
                .chain(lines -> check(tx, walk, head, from, lines));
    }

    private Uni<SealView.Verification> check(Tx tx, ChainWalk walk, TrailHead head, long from, List<TraceLine> lines) {
        ChainWalk.Break found = null;
        for (TraceLine line : lines) {
            found = walk.next(line);
            if (found != null) {
                break;
            }
        }
        boolean complete = found != null || lines.size() < PAGE;
        if (complete) {
            found = walk.end();
        } else if (walk.lines() < MOST_AT_A_CALL || walk.number() != walk.reached()) {
            return step(tx, walk, head, from);
        }
        if (!complete || found != null) {
            return Uni.createFrom().item(verification(walk, from, complete, found));
        }
        return repository.beyond(tx).map(line -> verification(walk, from, true, ChainWalk.beyond(line)));
    }

    private static SealView.Verification verification(
            ChainWalk walk, long from, boolean complete, ChainWalk.@Nullable Break found) {
        return new SealView.Verification(
                from,
                walk.number(),
                found == null ? HexFormat.of().formatHex(walk.hash()) : null,
                walk.lines(),
                complete,
                found == null,
                SealView.Found.of(found));
    }
}
