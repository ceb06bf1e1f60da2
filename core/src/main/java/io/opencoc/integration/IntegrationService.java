package io.opencoc.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.api.SampleRequest;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.kernel.settings.StoredSettings;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.opencoc.project.Kept;
import io.opencoc.project.Placement;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keeps the integrations of a tenant. */
public final class IntegrationService {
    /** Whether an integration that a row names is in one of some projects: for {@link io.opencoc.kernel.sql.ScopeColumns#where}. */
    public static final String IN_PROJECTS =
            "integration_id IN (SELECT g.id FROM integration g WHERE g.project_id = ANY (?))";

    /** The enterprise project of the integration that a row names, as {@code project_id}. */
    public static final String PROJECT =
            "(SELECT g.project_id FROM integration g WHERE g.id = integration_id) AS project_id";

    static final String TOPIC = "integration";
    private static final int MOST = 10_000;
    private static final Duration NOTED = Duration.ofHours(1);

    private final Kernel kernel;
    private final Placement placement;
    private final AlarmSources sources;
    private final IntegrationKeys keys;
    private final IntegrationDetails details;
    private final IntegrationSettings settings;
    private final IntegrationRepository repository = new IntegrationRepository();
    private final RejectedRepository rejected = new RejectedRepository();
    private final List<Function<Tx, Uni<Void>>> watchers = new CopyOnWriteArrayList<>();
    /** Whose seeing the key was noted lately. */
    private final Cache<Viewer, Boolean> viewers;

    private volatile @Nullable HookEntry entry;

    private record Viewer(@Nullable UUID credential, UUID integration) {}

    IntegrationService(Kernel kernel, Placement placement, AlarmSources sources, IntegrationKeys keys) {
        this.kernel = kernel;
        this.placement = placement;
        placement.keeps(new Kept(TOPIC, "integration", "integrations", repository::countOf));
        this.sources = sources;
        this.keys = keys;
        this.details = new IntegrationDetails(kernel, sources);
        this.settings = new IntegrationSettings(kernel.secrets());
        this.viewers = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(NOTED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(kernel.clock().millis()))
                .build();
    }

    /** Says where test alarms go in. Alarms depend on integrations and not the other way round, so this is wired last. */
    public void testThrough(HookEntry hooks) {
        entry = hooks;
    }

    /** Runs within each transaction that makes an integration outside the default project, or moves one. */
    public void onPlaced(Function<Tx, Uni<Void>> watcher) {
        watchers.add(watcher);
    }

    private Uni<Void> tellWatchers(Tx tx) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (Function<Tx, Uni<Void>> watcher : watchers) {
            told = told.chain(() -> watcher.apply(tx));
        }
        return told;
    }

    List<IntegrationView.Source> sources(Actor actor) {
        actor.requireSome("coc:integration:list");
        return sources.all().stream()
                .map(s -> new IntegrationView.Source(
                        s.descriptor().id(),
                        s.descriptor().name(),
                        s.descriptor().description(),
                        s.plugin(),
                        Json.tree(s.descriptor().settingsSchema()),
                        new TreeSet<>(s.descriptor().secretSettings())))
                .toList();
    }

    Uni<Page<IntegrationView.Summary>> page(Actor actor, IntegrationQuery query) {
        Scope scope = actor.scope("coc:integration:list");
        return kernel.database()
                .in(
                        actor,
                        tx -> repository.page(tx, scope, query, kernel.clock().instant()))
                .map(page ->
                        new Page<>(page.items().stream().map(details::summary).toList(), page.total()));
    }

    Uni<IntegrationView.Detail> get(Actor actor, UUID id, String base) {
        return kernel.database()
                .in(actor, tx -> read(tx, actor, "get", id).invoke(read -> shown(tx, actor, read)))
                .chain(read -> details.show(actor, read, base));
    }

    /** That somebody is shown the key stands in the trail, once in a while: the console reads an integration again whenever it changes. */
    private void shown(Tx tx, Actor actor, IntegrationDetails.Read read) {
        Integration integration = read.stored().integration();
        Viewer viewer = new Viewer(actor.credential().id(), integration.id());
        if (IntegrationDetails.seesKey(actor, integration) && viewers.getIfPresent(viewer) == null) {
            tx.trace(thing(integration), null, null);
            tx.afterCommit(() -> viewers.put(viewer, true));
        } else {
            tx.unchanged();
        }
    }

    /** Creates an integration, or gives the one that has this id already. */
    Uni<IntegrationView.Detail> create(Actor actor, UUID id, IntegrationInput input, String base) {
        actor.requireSome("coc:integration:create");
        String source = input.source() == null ? "" : input.source();
        AlarmSources.Source plugin = sources.find(source)
                .orElseThrow(() -> Problem.invalid("source", "is not an alarm source of this server"));
        Key key = Key.random(kernel.secrets(), id);
        return settings.right(plugin, null, input.settings())
                .map(values -> settings.rest(id, values))
                .chain(set -> insert(actor, id, source, input, set, key))
                .chain(read -> details.show(actor, read, base));
    }

    private Uni<IntegrationDetails.Read> insert(
            Actor actor, UUID id, String source, IntegrationInput input, StoredSettings set, Key key) {
        return kernel.database()
                .in(actor, tx -> refuseTooMany(tx)
                        .chain(() -> placement.of(tx, actor, "coc:integration:create", input.projectId()))
                        .chain(project -> repository
                                .insert(
                                        tx,
                                        id,
                                        project,
                                        source,
                                        input,
                                        set,
                                        key,
                                        kernel.clock().instant())
                                .invoke(inserted -> tx.changed(TOPIC, id, project))
                                .call(() -> project.equals(tx.tenant())
                                        ? Uni.createFrom().voidItem()
                                        : tellWatchers(tx)))
                        .chain(inserted -> read(tx, actor, "create", id).invoke(read -> created(tx, read, inserted))))
                .onFailure(IntegrationService::nameTaken)
                // Maybe by a call with the same Idempotency-Key at the same moment.
                .recoverWithUni(taken -> kernel.database()
                        .in(actor, tx -> read(tx, actor, "create", id).invoke(tx::unchanged))
                        .onFailure(Problem.class)
                        .transform(none -> nameIsTaken()));
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
        if (input.settings() == null) {
            return update(actor, id, input, base, tx -> Uni.createFrom().voidItem());
        }
        return kernel.database().in(actor, tx -> read(tx, actor, "update", id)).chain(read -> {
            AlarmSources.Source plugin = sources.find(
                            read.stored().integration().source())
                    .orElseThrow(() -> Problem.invalid(
                            "settings", "cannot be changed while the plug-in of the source is not installed"));
            return settings.right(plugin, details.settings(read), input.settings())
                    .chain(values -> update(actor, id, input, base, tx -> set(tx, id, read, values)));
        });
    }

    private Uni<IntegrationView.Detail> update(
            Actor actor, UUID id, IntegrationInput input, String base, Function<Tx, Uni<Void>> set) {
        String action = "coc:integration:update";
        return change(actor, "update", id, base, (tx, before) -> placement
                .move(tx, actor, action, before.project(), input.projectId())
                .call(() -> set.apply(tx))
                .chain(project -> repository.update(tx, id, project, input).chain(done -> {
                    if (project.equals(before.project())) {
                        return Uni.createFrom().item(done);
                    }
                    tx.changed(TOPIC, id, project);
                    return tellWatchers(tx).replaceWith(done);
                })));
    }

    /** Writes settings, unless somebody else has changed them since they were read. */
    private Uni<Void> set(Tx tx, UUID id, IntegrationDetails.Read before, SettingsValues values) {
        return details.read(tx, id).chain(now -> {
            if (!details.settings(now).equals(details.settings(before))) {
                throw Problem.conflict("Somebody else has just changed the settings; look at them again.");
            }
            return repository.set(
                    tx, id, settings.rest(id, values), kernel.clock().instant());
        });
    }

    Uni<IntegrationView.Detail> enable(Actor actor, UUID id, String base) {
        return change(actor, "enable", id, base, (tx, before) -> repository.enable(tx, id, true));
    }

    Uni<IntegrationView.Detail> disable(Actor actor, UUID id, String base) {
        return change(actor, "disable", id, base, (tx, before) -> repository.enable(tx, id, false));
    }

    Uni<IntegrationView.Detail> renewKey(Actor actor, UUID id, String base) {
        Key key = Key.random(kernel.secrets(), id);
        return change(actor, "renewKey", id, base, (tx, before) -> repository.rekey(tx, id, key));
    }

    private void created(Tx tx, IntegrationDetails.Read read, boolean inserted) {
        if (inserted) {
            tx.trace(thing(read.stored().integration()), null, traced(read, null, null));
        } else {
            tx.unchanged();
        }
    }

    private static Trace.Thing thing(Integration integration) {
        return Trace.Thing.of(integration.id(), integration.name(), integration.projectId());
    }

    /** What people set, as the trail keeps it: never the key. */
    private record TracedFields(
            String source,
            String name,
            @Nullable String description,
            boolean enabled,
            UUID projectId,
            JsonNode settings,
            @Nullable String key) {}

    /** @param before null when this is the state before */
    private TracedFields traced(
            IntegrationDetails.Read read, IntegrationDetails.@Nullable Read before, @Nullable String key) {
        Integration i = read.stored().integration();
        JsonNode set = details.settings(read).traced(before == null ? null : details.settings(before));
        return new TracedFields(i.source(), i.name(), i.description(), i.enabled(), i.projectId(), set, key);
    }

    private Uni<IntegrationView.Detail> change(
            Actor actor, String verb, UUID id, String base, BiFunction<Tx, IntegrationRef, Uni<Boolean>> change) {
        return kernel.database()
                .in(actor, tx -> lock(tx, actor, verb, id)
                        .invoke(before -> announce(tx, before))
                        .chain(ref -> details.read(tx, id).chain(before -> change.apply(tx, ref)
                                .chain(() -> details.read(tx, id))
                                .invoke(after -> tx.trace(
                                        thing(after.stored().integration()),
                                        traced(before, null, null),
                                        traced(after, before, verb.equals("renewKey") ? "renewed" : null))))))
                .onFailure(IntegrationService::nameTaken)
                .transform(f -> nameIsTaken())
                .chain(read -> details.show(actor, read, base));
    }

    /** Cancels an integration: its key is served no more, its alarms stay. */
    Uni<Void> cancel(Actor actor, UUID id) {
        return kernel.database().in(actor, tx -> lock(tx, actor, "delete", id)
                .invoke(before -> announce(tx, before))
                .chain(() -> details.read(tx, id))
                .invoke(before -> tx.trace(thing(before.stored().integration()), traced(before, null, null), null))
                .chain(() -> repository.cancel(tx, id, kernel.clock().instant()))
                .replaceWithVoid());
    }

    private void announce(Tx tx, IntegrationRef integration) {
        tx.changed(TOPIC, integration.id(), integration.project());
        tx.afterCommit(() -> keys.changed(integration.id()));
    }

    /** The integration, to be changed: the actor may do this to it. */
    private Uni<IntegrationRef> lock(Tx tx, Actor actor, String verb, UUID id) {
        return repository.lock(tx, id).map(found -> {
            if (found == null) {
                throw Problem.notFound("integration");
            }
            actor.require("coc:integration:" + verb, Target.of(found.project(), id), "integration", found.name());
            return found;
        });
    }

    /** The integration, which the actor may do this to. */
    Uni<IntegrationDetails.Read> read(Tx tx, Actor actor, String verb, UUID id) {
        return details.read(tx, id)
                .invoke(read -> actor.require(
                        "coc:integration:" + verb,
                        Target.of(read.stored().integration().projectId(), id),
                        "integration",
                        read.stored().integration().name()));
    }

    Uni<List<RejectedPayload>> rejected(Actor actor, UUID id) {
        return kernel.database().in(actor, tx -> read(tx, actor, "get", id).chain(found -> rejected.newest(tx, id)));
    }

    Uni<TestAlarm.Result> test(Actor actor, UUID id, TestAlarm.Input input, String base, String remote) {
        HookEntry hooks = entry;
        if (hooks == null) {
            throw Problem.unavailable("The server is still starting.", Duration.ofSeconds(1));
        }
        return kernel.database().in(actor, tx -> read(tx, actor, "test", id)).chain(read -> {
            Integration i = read.stored().integration();
            KeyedIntegration keyed =
                    new KeyedIntegration(actor.tenant(), id, i.source(), i.name(), i.enabled(), details.settings(read));
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
    public Uni<Map<UUID, IntegrationRef>> find(Tx tx, Collection<UUID> ids, boolean cancelledToo) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : repository.find(tx, ids, cancelledToo).map(list -> list.stream()
                        .collect(Collectors.toMap(IntegrationRef::id, i -> i)));
    }

    /** The enterprise project of each integration that is not in the default one, within a transaction of another feature. */
    public Uni<Map<UUID, UUID>> placed(Tx tx) {
        return repository.placed(tx).map(list -> list.stream()
                .collect(Collectors.toMap(IntegrationRef::id, IntegrationRef::project)));
    }

    private static Problem nameIsTaken() {
        return Problem.invalid("name", "is taken by another integration");
    }

    private static boolean nameTaken(Throwable failure) {
        return failure instanceof PgException pg && "integration_name".equals(pg.getConstraint());
    }
}
