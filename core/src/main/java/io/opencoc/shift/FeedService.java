package io.opencoc.shift;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the addresses of calendar feeds, of which only hashes are kept. */
final class FeedService {
    private static final int MOST = 50;

    private final Database database;
    private final Clock clock;
    private final FeedRepository feeds;
    private final ScenarioRepository scenarios;
    private final EngineerService engineers;

    /** Of which of the two. */
    record Input(@Nullable UUID engineerId, @Nullable UUID scenarioId) {}

    /**
     * A feed as clients see it.
     *
     * @param of the engineer or the scenario
     * @param url null but for the answer to its making
     */
    record View(
            UUID id,
            String kind,
            Person of,
            Person createdBy,
            Instant createdAt,
            @Nullable String url) {}

    FeedService(
            Database database,
            Clock clock,
            FeedRepository feeds,
            ScenarioRepository scenarios,
            EngineerService engineers) {
        this.database = database;
        this.clock = clock;
        this.feeds = feeds;
        this.scenarios = scenarios;
        this.engineers = engineers;
    }

    Uni<Page<View>> page(Actor actor, int offset, int size) {
        actor.require("coc:scheduleFeed:list");
        return database.in(actor, tx -> feeds.page(tx, offset, size).chain(page -> {
            Set<UUID> people = page.items().stream()
                    .map(FeedRepository.Feed::engineer)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            Set<UUID> of = page.items().stream()
                    .map(FeedRepository.Feed::scenario)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            return engineers.find(tx, people).chain(names -> scenarios
                    .names(tx, of)
                    .map(scenarioNames -> new Page<>(
                            page.items().stream()
                                    .map(f -> view(f, names, scenarioNames, null))
                                    .toList(),
                            page.total())));
        }));
    }

    private static View view(
            FeedRepository.Feed f, Map<UUID, Engineer> names, Map<UUID, String> scenarioNames, @Nullable String url) {
        Person of;
        if (f.engineer() != null) {
            Engineer engineer = names.get(f.engineer());
            of = new Person(f.engineer(), engineer == null ? "" : engineer.name());
        } else {
            UUID scenario = Objects.requireNonNull(f.scenario());
            of = new Person(scenario, scenarioNames.getOrDefault(scenario, ""));
        }
        return new View(f.id(), f.engineer() != null ? "engineer" : "scenario", of, f.createdBy(), f.createdAt(), url);
    }

    /**
     * Makes a feed.
     *
     * @param base the server's address
     */
    Uni<View> create(Actor actor, UUID id, Input input, String base) {
        actor.require("coc:scheduleFeed:create");
        if ((input.engineerId() == null) == (input.scenarioId() == null)) {
            throw Problem.invalid("engineerId", "or scenarioId is needed, and only one of them");
        }
        UUID user = actor.id();
        if (user == null || actor.credential().kind().equals("agency")) {
            throw Problem.conflict("A feed is for a user of this tenant.");
        }
        String key = Tokens.random();
        FeedRepository.Feed feed = new FeedRepository.Feed(
                id, input.engineerId(), input.scenarioId(), Person.of(actor), user, clock.instant());
        return database.in(actor, tx -> feeds.count(tx, user)
                .invoke(n -> {
                    if (n >= MOST) {
                        throw Problem.conflict("You have " + MOST + " feeds already, which is the most.");
                    }
                })
                .chain(() -> named(tx, feed, base + "/calendars/" + key + ".ics"))
                .call(() -> feeds.insert(tx, feed, Tokens.hash(key)))
                .invoke(view -> trace(tx, view, null, Map.of("kind", view.kind(), "of", view.of()))));
    }

    private Uni<View> named(Tx tx, FeedRepository.Feed feed, @Nullable String url) {
        if (feed.engineer() != null) {
            return engineers
                    .require(tx, feed.engineer(), "engineerId")
                    .map(e -> view(feed, Map.of(e.id(), e), Map.of(), url));
        }
        return scenarios.find(tx, Objects.requireNonNull(feed.scenario())).map(s -> {
            if (s == null) {
                throw Problem.invalid("scenarioId", "is not a shift scenario");
            }
            return view(feed, Map.of(), Map.of(s.id(), s.name()), url);
        });
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:scheduleFeed:delete");
        return database.in(actor, tx -> feeds.find(tx, id)
                .map(f -> {
                    if (f == null) {
                        throw Problem.notFound("calendar feed");
                    }
                    return f;
                })
                .chain(f -> named(tx, f, null))
                .call(() -> feeds.delete(tx, id))
                .invoke(view -> trace(tx, view, Map.of("kind", view.kind(), "of", view.of()), null))
                .replaceWithVoid());
    }

    private static void trace(Tx tx, View view, @Nullable Object before, @Nullable Object after) {
        tx.trace(Trace.Thing.of(view.id(), view.of().name()), before, after);
        tx.changed("scheduleFeed", view.id());
    }
}
