package io.opencoc.session;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;

/** From where users have signed in before. Looked up once a minute at most for a user that is guessed at. Safe for all threads. */
final class KnownNetworks {
    private final Database database;
    private final SessionRepository repository;
    private final AsyncCache<String, Set<String>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .buildAsync();

    KnownNetworks(Database database, SessionRepository repository) {
        this.database = database;
        this.repository = repository;
    }

    /** Whether the user has signed in from there; false for a user that does not exist. */
    Uni<Boolean> has(String tenant, String user, String network) {
        return Uni.createFrom()
                .completionStage(() -> known.get(tenant + "\n" + user, (k, executor) -> database.withoutTenant(
                                tx -> repository.networks(tx, tenant, user))
                        .subscribeAsCompletionStage()))
                .map(networks -> networks.contains(network));
    }
}
