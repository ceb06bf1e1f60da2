package io.opencoc.kernel.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The handlers of the contract's operations. Features add theirs at the start; {@link #complete} then proves that none is missing. */
public final class Api {
    private final Contract contract;
    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final Map<String, Stream> streams = new LinkedHashMap<>();

    public Api(Contract contract) {
        this.contract = contract;
    }

    /** Binds a handler to an operation of the contract, once. */
    public Api on(String operationId, Handler handler) {
        Contract.Operation operation = contract.operations().get(operationId);
        if (operation == null || operation.raw()) {
            throw new IllegalArgumentException("the contract has no operation " + operationId + " for a handler");
        }
        if (handlers.putIfAbsent(operationId, handler) != null) {
            throw new IllegalArgumentException("operation " + operationId + " is bound already");
        }
        return this;
    }

    /** Serves a raw operation, which writes its answer itself. */
    @FunctionalInterface
    public interface Stream {
        /** Done when the answer has begun; a failure before that is told to the client as a problem. */
        Uni<Void> serve(RoutingContext context, Call call);

        /** After which it is given up if the answer has not begun. A body is not read before {@link #serve} does so. */
        default Duration patience() {
            return Duration.ofSeconds(30);
        }
    }

    /** Binds what serves a raw operation of the contract, once. */
    public Api stream(String operationId, Stream stream) {
        Contract.Operation operation = contract.operations().get(operationId);
        if (operation == null || !operation.raw()) {
            throw new IllegalArgumentException("the contract has no raw operation " + operationId);
        }
        if (streams.putIfAbsent(operationId, stream) != null) {
            throw new IllegalArgumentException("operation " + operationId + " is bound already");
        }
        return this;
    }

    /** What serves raw operations, of those that have no route of their own. */
    public Map<String, Stream> streams() {
        return Collections.unmodifiableMap(streams);
    }

    /**
     * All handlers, by operation id.
     *
     * @throws IllegalStateException naming the operations that have none
     */
    public Map<String, Handler> complete() {
        Set<String> missing = new TreeSet<>();
        contract.operations().values().stream().filter(o -> !o.raw()).forEach(o -> missing.add(o.id()));
        missing.removeAll(handlers.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("operations without a handler: " + missing);
        }
        return Collections.unmodifiableMap(handlers);
    }

    /** The handlers that are bound by now, for servers that carry a part of the features. */
    public Map<String, Handler> bound() {
        return Collections.unmodifiableMap(handlers);
    }

    public Contract contract() {
        return contract;
    }
}
