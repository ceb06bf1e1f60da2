package io.opencoc.kernel.access;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * From where and for what somebody calls: what conditions ask for and what the trail keeps. For one request.
 *
 * @param at when the request came
 * @param address of the client, behind a trusted proxy the one that it names; empty for the system itself
 * @param agent the client's User-Agent, cut at 200 characters
 * @param operation id of the contract's operation; empty for the system itself
 * @param action that the operation needs; empty when it needs none
 * @param trace what the trail calls the operation; null when it leaves no trace
 * @param traced whether a committed transaction has left the trace
 */
public record Caller(
        Instant at,
        String address,
        String agent,
        String operation,
        String action,
        @Nullable TraceName trace,
        AtomicBoolean traced) {

    /**
     * What the trail calls an operation.
     *
     * @param name as {@code createTicket}
     * @param resource the type of what it is done to, as {@code Ticket}
     */
    public record TraceName(String name, String resource) {}

    /**
     * With what somebody has identified themselves.
     *
     * @param kind {@code session}, {@code token}, {@code agency} or {@code system}
     * @param id of the session or token; null for the system itself
     * @param name of the token or agency; null for others
     */
    public record Credential(
            String kind, @Nullable UUID id, @Nullable String name) {
        public static final Credential SYSTEM = new Credential("system", null, null);

        /** A browser's or client's session. */
        public static Credential session(UUID id) {
            return new Credential("session", id, null);
        }

        /** A session in a tenant of which one is no user, by an agency of that tenant. */
        public static Credential agency(UUID session, String name) {
            return new Credential("agency", session, name);
        }

        /** An API token. */
        public static Credential token(UUID id, String name) {
            return new Credential("token", id, name);
        }
    }

    /** The same one at another time. */
    public Caller at(Instant now) {
        return new Caller(now, address, agent, operation, action, trace, traced);
    }

    /** The same one, in something that the request does besides. */
    public Caller doing(TraceName other) {
        return new Caller(at, address, agent, operation, action, other, new AtomicBoolean());
    }

    /** The system itself. */
    public static Caller system() {
        return new Caller(Instant.EPOCH, "", "", "", "", null, new AtomicBoolean());
    }

    /** The system itself, at work that leaves a trace. */
    public static Caller system(TraceName trace) {
        return new Caller(Instant.EPOCH, "", "", "", "", trace, new AtomicBoolean());
    }
}
