package io.opencoc.kernel.live;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Authenticator;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Server-sent events: each stream gets at most one message a second and topic, with what changed in its tenant and its user may list. A stream
 * whose client reads too slowly, or that comes back after a break, gets {@code reset}. Streams end with their session.
 */
public final class LiveStreams implements AutoCloseable {
    private static final int MOST_STREAMS = 2_000;
    private static final int MOST_OF_A_USER = 100;
    private static final int MOST_IDS = 50;
    private static final long TICK_MILLIS = 1_000;
    private static final int HEARTBEAT_TICKS = 15;
    /** After this time nobody remembers what a user was. */
    private static final long FORGOTTEN_MILLIS = 1_100;

    private static final String USER = "user";
    /** Topics of what may change anybody's permissions. */
    private static final Set<String> PERMISSIONS = Set.of("group", "policy", "agency");

    private final Vertx vertx;
    private final LiveBus bus;
    private final ApiEdge edge;
    private final Authenticator authenticator;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    private static final class Pending {
        final Set<UUID> ids = new LinkedHashSet<>();
        int count;
    }

    public LiveStreams(Vertx vertx, LiveBus bus, ApiEdge edge, Authenticator authenticator) {
        this.vertx = vertx;
        this.bus = bus;
        this.edge = edge;
        this.authenticator = authenticator;
        bus.onChange(change -> open.forEach(s -> s.changed(change)));
        bus.onEnded(credentials -> open.forEach(s -> s.ended(credentials)));
    }

    /** Adds the route of {@code liveEvents}. */
    public void mount(Router router) {
        router.get("/api/v1/events").handler(this::connect);
    }

    private void connect(RoutingContext context) {
        edge.authenticate(context).subscribe().with(actor -> accept(context, actor), f -> Problems.send(context, f));
    }

    private void accept(RoutingContext context, Actor actor) {
        String token = edge.token(context.request());
        if (token == null) {
            return;
        }
        if (count.incrementAndGet() > MOST_STREAMS) {
            count.decrementAndGet();
            Problems.send(context, Problem.unavailable("Too many live streams are open.", Duration.ofSeconds(30)));
            return;
        }
        if (open.stream().filter(s -> s.isOf(actor)).count() >= MOST_OF_A_USER) {
            count.decrementAndGet();
            Problems.send(
                    context,
                    Problem.throttled(
                            "This user has " + MOST_OF_A_USER + " live streams open.", Duration.ofSeconds(30)));
            return;
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Content-Encoding", "identity")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        boolean back = context.request().getHeader("Last-Event-ID") != null;
        Stream stream = new Stream(response, actor, token, back);
        response.closeHandler(v -> stream.end());
        open.add(stream);
        stream.start();
        if (response.closed()) {
            // It left while it was being signed in: nobody will say so any more.
            stream.end();
        }
    }

    /** How many streams are open. */
    public int open() {
        return open.size();
    }

    @Override
    public void close() {
        open.forEach(Stream::end);
    }

    private final class Stream {
        private final HttpServerResponse response;
        /** As the session said last: what they may do changes. */
        private volatile Actor actor;

        private final String token;
        private final Map<String, Pending> pending = new LinkedHashMap<>();
        private final io.vertx.core.Context context = vertx.getOrCreateContext();
        private boolean reset;
        private long number;
        private long ticks;
        private long timer = -1;
        private boolean ended;

        Stream(HttpServerResponse response, Actor actor, String token, boolean reset) {
            this.response = response;
            this.actor = actor;
            this.token = token;
            this.reset = reset;
        }

        boolean isOf(Actor other) {
            return actor.tenant().equals(other.tenant()) && Objects.equals(actor.id(), other.id());
        }

        void start() {
            response.write("retry: 2000\nid: 0\nevent: hello\ndata: {}\n\n");
            timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
        }

        void changed(LiveBus.Change change) {
            boolean here = change.tenant().equals(actor.tenant());
            // Who acts here by an agency is a user of another tenant.
            boolean own = change.topic().equals(USER) && change.id().equals(actor.id());
            if (own || (here && PERMISSIONS.contains(change.topic()))) {
                vertx.setTimer(FORGOTTEN_MILLIS, id -> ask());
            }
            if (!here) {
                return;
            }
            context.runOnContext(v -> {
                if (ended || !mayList(change)) {
                    return;
                }
                Pending p = pending.computeIfAbsent(change.topic(), t -> new Pending());
                p.count++;
                if (p.ids.size() < MOST_IDS) {
                    p.ids.add(change.id());
                }
            });
        }

        /** Now, not when the stream began: what conditions on the time allow comes and goes. */
        private boolean mayList(LiveBus.Change change) {
            Actor now = actor.calling(actor.caller().at(edge.now()));
            return now.may("coc:" + change.topic() + ":list", Target.of(change.project(), change.id()));
        }

        void ended(Set<UUID> credentials) {
            UUID own = actor.credential().id();
            if (own != null && credentials.contains(own)) {
                end();
            }
        }

        /** Whether the session is still there, and what its user may do now. */
        private void ask() {
            authenticator
                    .actor(token, actor.caller())
                    .subscribe()
                    .with(
                            a -> context.runOnContext(v -> {
                                if (a == null) {
                                    end();
                                } else {
                                    actor = a.calling(actor.caller());
                                }
                            }),
                            failure -> {
                                if (failure instanceof Problem p && p.status() < 500) {
                                    end();
                                }
                            });
        }

        private void tick() {
            ticks++;
            if (response.closed() || edge.isShutOut(actor)) {
                end();
                return;
            }
            if (ticks % HEARTBEAT_TICKS == 0) {
                if (!response.writeQueueFull()) {
                    response.write(": alive\n\n");
                }
                ask();
            }
            if (response.writeQueueFull()) {
                reset = true;
                pending.clear();
                return;
            }
            if (reset) {
                reset = false;
                send("reset", "{}");
            }
            pending.forEach((topic, p) -> send(topic, Json.write(Map.of("ids", p.ids, "count", p.count))));
            pending.clear();
        }

        private void send(String event, String data) {
            response.write("id: " + ++number + "\nevent: " + event + "\ndata: " + data + "\n\n");
        }

        void end() {
            context.runOnContext(v -> {
                if (!ended) {
                    ended = true;
                    vertx.cancelTimer(timer);
                    open.remove(this);
                    count.decrementAndGet();
                    if (!response.ended() && !response.closed()) {
                        response.end();
                    }
                }
            });
        }
    }
}
