package io.opencoc.shift;

import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.secret.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /calendars/{key}.ics}: for calendar programs, which cannot sign in. The key is the reader's credential. Few are served at once, for one
 * calendar is a lot of work and nobody waits for it.
 */
final class FeedRoutes {
    private static final int MOST_AT_ONCE = 8;
    private static final int KEY = 32;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final FeedEvents events;
    private final DisabledTenants disabled;
    private final AtomicInteger served = new AtomicInteger();

    FeedRoutes(FeedEvents events, DisabledTenants disabled) {
        this.events = events;
        this.disabled = disabled;
    }

    void mount(Router router) {
        router.get("/calendars/:file").handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String file = context.pathParam("file");
        if (file == null || file.length() != KEY + 4 || !file.endsWith(".ics")) {
            Problems.send(context, unknown());
            return;
        }
        if (served.incrementAndGet() > MOST_AT_ONCE) {
            served.decrementAndGet();
            Problems.send(context, Problem.unavailable("Too many calendars are read at once.", Duration.ofSeconds(5)));
            return;
        }
        events.open(Tokens.hash(file.substring(0, KEY)))
                .chain(this::render)
                .ifNoItem()
                .after(LONGEST)
                .failWith(() -> Problem.unavailable("The calendar takes too long.", Duration.ofSeconds(60)))
                .onTermination()
                .invoke(served::decrementAndGet)
                .subscribe()
                .with(
                        text -> context.response()
                                .putHeader("Content-Type", "text/calendar; charset=utf-8")
                                .putHeader("Cache-Control", "private, max-age=300")
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .end(text),
                        failure -> Problems.send(context, failure));
    }

    private Uni<String> render(FeedRepository.@Nullable Found found) {
        if (found == null || disabled.has(found.tenant())) {
            throw unknown();
        }
        return events.render(found);
    }

    private static Problem unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "No calendar has this key.");
    }
}
