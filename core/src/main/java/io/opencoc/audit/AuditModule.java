package io.opencoc.audit;

import io.opencoc.kernel.Kernel;
import io.vertx.core.Future;
import java.time.Duration;

/** Builds the feature. */
public final class AuditModule {
    private final Sealer sealer;
    private final Retention retention;

    private AuditModule(Sealer sealer, Retention retention) {
        this.sealer = sealer;
        this.retention = retention;
    }

    /** Creates it; lines are kept for this long. */
    public static AuditModule create(Kernel kernel, Duration kept) {
        Sealer sealer = new Sealer(kernel);
        TraceService service = new TraceService(kernel, sealer);
        new TraceRoutes(service, new TraceExport(kernel, service)).bind(kernel.api());
        kernel.timers().every("trail-heads", Duration.ofHours(1), (tx, timer) -> sealer.logHeads());
        return new AuditModule(sealer, new Retention(kernel, sealer, kept));
    }

    /** Starts sealing and removing. */
    public void start() {
        sealer.start();
        retention.start();
    }

    /** Seals what is there and ends. */
    public Future<Void> stop() {
        return retention.stop().transform(v -> sealer.stop());
    }

    /** For tests. */
    Sealer sealer() {
        return sealer;
    }

    /** For tests. */
    Retention retention() {
        return retention;
    }
}
