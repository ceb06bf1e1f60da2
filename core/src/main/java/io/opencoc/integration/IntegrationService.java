package io.opencoc.integration;

import io.opencoc.api.SampleRequest;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the integrations of a tenant. */
public final class IntegrationService {
    static final String TOPIC = "integration";
    private static final int MOST = 10_000;

    private final Kernel kernel;
    private final AlarmSources sources;
    private final IntegrationKeys keys;
    private final IntegrationDetails details;
    private final IntegrationRepository repository = new IntegrationRepository();
    private final RejectedRepository rejected = new RejectedRepository();
    private volatile @Nullable HookEntry entry;

    IntegrationService(Kernel kernel, AlarmSources sources, IntegrationKeys keys) {
        this.kernel = kernel;
        this.sources = sources;
        this.keys = keys;
        this.details = new IntegrationDetails(kernel, sources);
    }

    /** Says where test alarms go in. Alarms depend on integrations and not the other way round, so this is wired last. */
    public void testThrough(HookEntry hooks) {
        entry = hooks;
    }

    List<IntegrationView.Source> sources(Actor actor) {
        actor.require("coc:integration:list");
        return sources.all().stream()
                .map(s -> new IntegrationView.Source(
                        s.descriptor().id(),
                        s.descriptor().name(),
                        s.descriptor().description(),
                        s.plugin()))
                .toList();
    }

    Uni<Page<IntegrationView.Summary>> page(Actor actor, IntegrationQuery query) {
        actor.require("coc:integration:list");
        return kernel.database()
                .in(actor, tx -> repository.page(tx, query, kernel.clock().instant()))
                .map(page ->
                        new Page<>(page.items().stream().map(details::summary).toList(), page.total()));
    }

    Uni<IntegrationView.Detail> get(Actor actor, UUID id, String base) {
        actor.require("coc:integration:get");
        return kernel.database().in(actor, tx -> details.read(tx, id)).chain(read -> details.show(read, base));
    }

    /** Creates an integration, or gives the one that has this id already. */
    Uni<IntegrationView.Detail> create(Actor actor, UUID id, IntegrationInput input, String base) {
        actor.require("coc:integration:create");
        String source = input.source() == null ? "" : input.source();
        if (sources.find(source).isEmpty()) {
            throw Problem.invalid("source", "is not an alarm source of this server");
        }
        Key key = Key.random(kernel.secrets(), id);
        return kernel.database()
                .in(actor, tx -> refuseTooMany(tx)
                        .chain(() -> repository.insert(
                                tx, id, source, input, key, kernel.clock().instant()))
                        .invoke(inserted -> tx.changed(TOPIC, id))
                        .chain(inserted -> details.read(tx, id)
                                .invoke(read -> created(tx, read.stored().integration(), inserted))))
                .onFailure(IntegrationService::nameTaken)
                // Maybe by a call with the same Idempotency-Key at the same moment.
                .recoverWithUni(taken -> kernel.database()
                        .in(actor, tx -> details.read(tx, id).invoke(tx::unchanged))
                        .onFailure(Problem.class)
                        .transform(none -> nameIsTaken()))
                .chain(read -> details.show(read, base));
    }

    private Uni<Void> refuseTooMany(Tx tx) {
        return repository.count(tx).map(n -> {
            if (n >= MOST) {
                throw Problem.conflict("There are " + MOST + " integrations already, which is the most.");
            }
            return null;
        });
    }

    Uni<IntegrationView.Detail> update(Actor actor, UUID id, IntegrationInput input, String base) {
        return change(actor, "update", id, base, tx -> repository.update(tx, id, input));
    }

    Uni<IntegrationView.Detail> enable(Actor actor, UUID id, String base) {
        return change(actor, "enable", id, base, tx -> repository.enable(tx, id, true));
    }

    Uni<IntegrationView.Detail> disable(Actor actor, UUID id, String base) {
        return change(actor, "disable", id, base, tx -> repository.enable(tx, id, false));
    }

    Uni<IntegrationView.Detail> renewKey(Actor actor, UUID id, String base) {
        Key key = Key.random(kernel.secrets(), id);
        return change(actor, "renewKey", id, base, tx -> repository.rekey(tx, id, key));
    }

    private static void created(Tx tx, Integration integration, boolean inserted) {
        if (inserted) {
            tx.trace(thing(integration), null, TracedFields.of(integration, null));
        } else {
            tx.unchanged();
        }
    }

    private static Trace.Thing thing(Integration integration) {
        return Trace.Thing.of(integration.id(), integration.name());
    }

    /** What people set, as the trail keeps it: never the key. */
    private record TracedFields(
            String source,
            String name,
            @Nullable String description,
            boolean enabled,
            @Nullable String key) {
        static TracedFields of(Integration i, @Nullable String key) {
            return new TracedFields(i.source(), i.name(), i.description(), i.enabled(), key);
        }
    }

    private Uni<IntegrationView.Detail> change(
            Actor actor, String verb, UUID id, String base, Function<Tx, Uni<Boolean>> change) {
        actor.require("coc:integration:" + verb);
        return kernel.database()
                .in(actor, tx -> existing(tx, id).chain(before -> change.apply(tx)
                        .chain(done -> {
                            announce(tx, id);
                            return details.read(tx, id);
                        })
                        .invoke(after -> tx.trace(
                                thing(after.stored().integration()),
                                TracedFields.of(before, null),
                                TracedFields.of(
                                        after.stored().integration(), verb.equals("renewKey") ? "renewed" : null)))))
                .onFailure(IntegrationService::nameTaken)
                .transform(f -> nameIsTaken())
                .chain(read -> details.show(read, base));
    }

    /** Cancels an integration: its key is served no more, its alarms stay. */
    Uni<Void> cancel(Actor actor, UUID id) {
        actor.require("coc:integration:delete");
        return kernel.database().in(actor, tx -> existing(tx, id).chain(before -> repository
                .cancel(tx, id, kernel.clock().instant())
                .map(done -> {
                    if (!done) {
                        throw Problem.notFound("integration");
                    }
                    tx.trace(thing(before), TracedFields.of(before, null), null);
                    announce(tx, id);
                    return null;
                })));
    }

    private Uni<Integration> existing(Tx tx, UUID id) {
        return repository.find(tx, id, kernel.clock().instant()).map(stored -> {
            if (stored == null) {
                throw Problem.notFound("integration");
            }
            return stored.integration();
        });
    }

    private void announce(Tx tx, UUID id) {
        tx.changed(TOPIC, id);
        tx.afterCommit(() -> keys.changed(id));
    }

    Uni<List<RejectedPayload>> rejected(Actor actor, UUID id) {
        actor.require("coc:integration:get");
        return kernel.database().in(actor, tx -> details.read(tx, id).chain(found -> rejected.newest(tx, id)));
    }

    Uni<TestAlarm.Result> test(Actor actor, UUID id, TestAlarm.Input input, String base, String remote) {
        actor.require("coc:integration:test");
        HookEntry hooks = entry;
        if (hooks == null) {
            throw Problem.unavailable("The server is still starting.", Duration.ofSeconds(1));
        }
        return kernel.database().in(actor, tx -> details.read(tx, id)).chain(read -> {
            Integration i = read.stored().integration();
            KeyedIntegration keyed = new KeyedIntegration(actor.tenant(), id, i.source(), i.name(), i.enabled());
            return details.sample(read, base, input).chain(sample -> hooks.post(
                            keyed,
                            sample.path(),
                            sample.contentType(),
                            sample.body().getBytes(StandardCharsets.UTF_8),
                            remote)
                    .map(answer -> result(sample, answer)));
        });
    }

    private static TestAlarm.Result result(SampleRequest sample, HookAnswer answer) {
        return new TestAlarm.Result(answer.status(), answer.accepted(), answer.body(), sample.body());
    }

    /** Those of the ids that exist, within a transaction of another feature. */
    public Uni<Map<UUID, KeyedIntegration>> find(Tx tx, Collection<UUID> ids, boolean cancelledToo) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : repository.find(tx, ids, cancelledToo).map(list -> list.stream()
                        .collect(Collectors.toMap(KeyedIntegration::id, i -> i)));
    }

    private static Problem nameIsTaken() {
        return Problem.invalid("name", "is taken by another integration");
    }

    private static boolean nameTaken(Throwable failure) {
        return failure instanceof PgException pg && "integration_name".equals(pg.getConstraint());
    }
}
