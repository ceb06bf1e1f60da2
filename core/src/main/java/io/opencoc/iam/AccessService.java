package io.opencoc.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows what a user may do. A change counts at once on the node that makes it, and within a second on all others: each tenant has a number that
 * every change raises, nodes ask for the numbers twice a second, and what was read under an older number is read again. A node that cannot ask
 * trusts what it knows for three seconds. Safe for all threads.
 */
public final class AccessService {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TRUSTED = Duration.ofSeconds(3);
    /** Whatever their policies say: by an agency one makes no further ones, and keeps neither tokens nor passwords. */
    private static final Statement NOT_BY_AGENCY = new Statement(
            false,
            List.of(new Glob("coc:agency:*"), new Glob("coc:token:*"), new Glob("coc:user:resetPassword")),
            Statement.ALL_THINGS,
            List.of(),
            new Statement.Origin("Agency", null, 0, null));

    private final Database database;
    private final LongSupplier nanos;
    private final Loop loop;
    private final AccessRepository repository = new AccessRepository();
    private final PolicyCache policies = new PolicyCache();
    private final Map<UUID, Long> revisions = new ConcurrentHashMap<>();
    private final Cache<Key, Known> known =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private volatile long askedAt;

    private record Key(UUID tenant, UUID holder) {}

    /** What was read, and under which number; null access for who is not there or disabled. */
    private record Known(long revision, @Nullable Access access) {}

    AccessService(Vertx vertx, Database database) {
        this(vertx, database, System::nanoTime);
    }

    /** With another source of monotonic time, for tests. */
    AccessService(Vertx vertx, Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
        // Nothing is trusted before the first answer.
        this.askedAt = nanos.getAsLong() - TRUSTED.toNanos() - 1;
        this.loop = new Loop(vertx, "look for changed permissions", PAUSE, this::ask);
    }

    void start() {
        loop.start();
    }

    Future<Void> stop() {
        return loop.stop();
    }

    private Uni<Boolean> ask() {
        long now = nanos.getAsLong();
        return database.withoutTenant(repository::revisions)
                // A question that hangs must not look like an answer.
                .ifNoItem()
                .after(TRUSTED)
                .fail()
                .map(found -> {
                    found.forEach(this::changed);
                    askedAt = now;
                    return false;
                });
    }

    /** A change with this number has been committed. */
    void changed(UUID tenant, long revision) {
        revisions.merge(tenant, revision, Math::max);
    }

    /** What the user may do; nothing when there is no such user or they are disabled. */
    public Uni<Access> of(UUID tenant, UUID user) {
        return find(tenant, user).map(access -> access == null ? Access.NONE : access);
    }

    /** What the user may do; null when there is no such user or they are disabled, so that their sessions and tokens are over. */
    public Uni<@Nullable Access> find(UUID tenant, UUID user) {
        return find(tenant, user, tx -> repository.held(tx, user), List.of());
    }

    /** What may be done in the tenant by one of its agencies; null when there is no such one. Whether it has expired is not asked. */
    public Uni<@Nullable Access> ofAgency(UUID tenant, UUID agency) {
        return find(tenant, agency, tx -> repository.ofAgency(tx, agency), List.of(NOT_BY_AGENCY));
    }

    private Uni<@Nullable Access> find(
            UUID tenant,
            UUID holder,
            Function<Tx, Uni<AccessRepository.@Nullable Held>> read,
            List<Statement> besides) {
        Key key = new Key(tenant, holder);
        Known cached = known.getIfPresent(key);
        boolean trusted = nanos.getAsLong() - askedAt <= TRUSTED.toNanos();
        if (trusted && cached != null && cached.revision >= revisions.getOrDefault(tenant, 0L)) {
            return Uni.createFrom().item(cached.access);
        }
        return database.in(tenant, read).map(held -> {
            if (held == null) {
                return null;
            }
            List<Statement> statements = new ArrayList<>(policies.statements(tenant, held.holdings()));
            statements.addAll(besides);
            Access access = Access.of(statements);
            known.put(key, new Known(held.revision(), access));
            return access;
        });
    }

    /** What the user may do, as this transaction sees it; null as with {@link #find}. */
    Uni<@Nullable Access> within(Tx tx, UUID user) {
        return repository
                .held(tx, user)
                .map(held -> held == null ? null : Access.of(policies.statements(tx.tenant(), held.holdings())));
    }
}
