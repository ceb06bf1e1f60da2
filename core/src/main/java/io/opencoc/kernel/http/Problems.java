package io.opencoc.kernel.http;

import io.opencoc.kernel.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into an answer; what is a defect is logged under an id that the answer names. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Classes and codes: connections, resources, operators, the system; a server that only reads, a lock that was not to be had. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58", "25006", "55P03");

    /** Serialization and deadlock. */
    private static final Set<String> CONFLICT = Set.of("40001", "40P01");

    private Problems() {}

    /** What the client is told of this failure. */
    public static Problem of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof HttpException http && http.getStatusCode() == 400) {
            return Problem.of(Problem.Kind.INVALID, "The address is not properly encoded.");
        }
        if (databaseIsAway(failure)) {
            LOG.warn("The database did not answer: {}", failure.toString());
            return Problem.unavailable("The database does not answer; try again shortly.", Duration.ofSeconds(2));
        }
        if (isConflict(failure)) {
            return Problem.conflict("Somebody changed the same thing at the same moment; try again.");
        }
        String id = UUID.randomUUID().toString();
        LOG.error("Request failed, error {}", id, failure);
        return Problem.of(Problem.Kind.INTERNAL, "The server's log says more under error " + id + ".");
    }

    /** Whether the failure came of others doing something at the same moment, so that a later try may succeed. */
    public static boolean isConflict(Throwable failure) {
        return failure instanceof PgException pg && CONFLICT.contains(pg.getSqlState());
    }

    /** Whether the failure means that PostgreSQL cannot be reached or is overloaded, so that a later try may succeed. */
    public static boolean databaseIsAway(Throwable failure) {
        if (failure instanceof PgException pg) {
            String state = pg.getSqlState();
            return AWAY.stream().anyMatch(state::startsWith);
        }
        return failure instanceof java.io.IOException
                || failure instanceof HttpClosedException
                || failure instanceof java.util.concurrent.TimeoutException
                || failure instanceof io.vertx.core.impl.NoStackTraceTimeoutException
                || failure instanceof io.vertx.sqlclient.ClosedConnectionException
                || failure instanceof io.netty.channel.ChannelException
                || failure instanceof io.vertx.core.VertxException
                || (failure instanceof IllegalStateException e
                        && String.valueOf(e.getMessage()).contains("max wait queue size"));
    }

    /** Answers with the problem of this failure. */
    public static void send(RoutingContext context, Throwable failure) {
        send(context.response(), failure);
    }

    /** Answers with the problem of this failure. */
    public static void send(HttpServerResponse response, Throwable failure) {
        if (response.ended() || response.closed()) {
            return;
        }
        Problem problem = of(failure);
        if (problem.retryAfter() != null) {
            response.putHeader(
                    "Retry-After",
                    String.valueOf(Math.max(1, problem.retryAfter().toSeconds())));
        }
        if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(problem.body())));
    }
}
