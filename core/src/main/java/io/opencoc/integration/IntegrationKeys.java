package io.opencoc.integration;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whom a key belongs to, from memory where possible. What it says is at most five seconds old; a change made on this node counts at once,
 * one made on another node as soon as the bus tells. Safe for all threads; does not block.
 */
public final class IntegrationKeys {
    private static final String CHANGES = "coc.integration.key";
    private static final Duration AGE = Duration.ofSeconds(5);
    /** A key that is used after this is looked up again, without anybody having to wait for that. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(5);
    private static final int MOST = 10_000;
    private static final int MOST_LOOKUPS = 500;
    private static final int LONGEST_KEY = 64;

    private final Database database;
    private final IntegrationSettings settings;
    private final Vertx vertx;
    private final IntegrationRepository repository = new IntegrationRepository();
    private final AsyncLoadingCache<String, KeyedIntegration> known;
    private final Cache<String, Boolean> unknown;
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicLong changes = new AtomicLong();
    private final MessageConsumer<String> consumer;

    IntegrationKeys(Vertx vertx, Database database, Secrets secrets, Ticker ticker) {
        this.database = database;
        this.settings = new IntegrationSettings(secrets);
        this.vertx = vertx;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(AGE)
                .ticker(ticker)
                .executor(Runnable::run)
                .buildAsync((key, executor) -> lookUp(key));
        this.unknown = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(AGE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.consumer = vertx.eventBus().consumer(CHANGES, message -> forget(UUID.fromString(message.body())));
    }

    /**
     * Whom a key belongs to; null when to nobody. Several requests for one key wait for one look-up.
     *
     * @return fails with a problem 503 when too many look-ups are under way, or as the database does
     */
    public Uni<@Nullable KeyedIntegration> find(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || unknown.getIfPresent(key) != null) {
            return Uni.createFrom().nullItem();
        }
        CompletableFuture<KeyedIntegration> found = known.get(key);
        if (found.isDone() && !found.isCompletedExceptionally()) {
            return Uni.createFrom().item(found.join());
        }
        return Uni.createFrom().emitter(emitter -> {
            Context context = vertx.getOrCreateContext();
            found.whenComplete((integration, failure) -> context.runOnContext(v -> {
                if (failure == null) {
                    emitter.complete(integration);
                } else {
                    emitter.fail(failure);
                }
            }));
        });
    }

    private CompletableFuture<KeyedIntegration> lookUp(String key) {
        CompletableFuture<KeyedIntegration> result = new CompletableFuture<>();
        if (lookups.incrementAndGet() > MOST_LOOKUPS) {
            lookups.decrementAndGet();
            result.completeExceptionally(
                    Problem.unavailable("Too many keys are being looked up.", Duration.ofSeconds(1)));
            return result;
        }
        long before = changes.get();
        database.withoutTenant(tx -> repository.findByKey(tx, Tokens.hash(key)))
                .map(this::opened)
                .ifNoItem()
                .after(LOOKUP_LIMIT)
                .failWith(() -> Problem.unavailable("The database is slow to answer.", Duration.ofSeconds(1)))
                .onTermination()
                .invoke(lookups::decrementAndGet)
                .subscribe()
                .with(
                        integration -> {
                            if (integration == null) {
                                unknown.put(key, true);
                            }
                            result.complete(integration);
                            if (changes.get() != before) {
                                known.asMap().remove(key, result);
                            }
                        },
                        result::completeExceptionally);
        return result;
    }

    private @Nullable KeyedIntegration opened(IntegrationRepository.@Nullable Found found) {
        return found == null
                ? null
                : new KeyedIntegration(
                        found.tenant(),
                        found.id(),
                        found.source(),
                        found.name(),
                        found.enabled(),
                        settings.open(found.id(), found.settings()));
    }

    /** Tells all nodes, after its commit, of a change to an integration. */
    void changed(UUID id) {
        forget(id);
        vertx.eventBus().publish(CHANGES, id.toString());
    }

    private void forget(UUID id) {
        // First the count: a look-up that read before the change and ends after this sweep sees it and is not kept.
        changes.incrementAndGet();
        known.synchronous().asMap().values().removeIf(i -> i.id().equals(id));
    }

    void close() {
        consumer.unregister();
    }
}
