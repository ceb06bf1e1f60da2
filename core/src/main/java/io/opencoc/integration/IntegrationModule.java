package io.opencoc.integration;

import com.github.benmanes.caffeine.cache.Ticker;
import io.opencoc.kernel.Kernel;
import io.opencoc.project.Placement;
import io.vertx.core.Future;

/**
 * Builds the feature.
 *
 * @param trials of pasted requests
 * @param keys for the hot way of an alarm
 * @param traffic for the hot way of an alarm
 * @param rejected for the hot way of an alarm
 * @param pulls for what fetches alarms
 */
public record IntegrationModule(
        IntegrationService service,
        SourceTrials trials,
        IntegrationKeys keys,
        IntegrationTraffic traffic,
        RejectedPayloads rejected,
        Pulls pulls) {

    public static IntegrationModule create(Kernel kernel, Placement placement, AlarmSources sources) {
        IntegrationKeys keys =
                new IntegrationKeys(kernel.vertx(), kernel.database(), kernel.secrets(), Ticker.systemTicker());
        IntegrationService service = new IntegrationService(kernel, placement, sources, keys);
        SourceTrials trials = new SourceTrials(kernel, sources);
        new IntegrationRoutes(service, trials, kernel.clock()).bind(kernel.api());
        return new IntegrationModule(
                service,
                trials,
                keys,
                new IntegrationTraffic(kernel),
                new RejectedPayloads(kernel),
                new Pulls(kernel.database(), kernel.secrets()));
    }

    /** Starts writing down what the hot way tells. */
    public void start() {
        traffic.start();
        rejected.start();
    }

    /** Stops, once what was told is written down. Before the kernel stops. */
    public Future<Void> stop() {
        keys.close();
        return Future.join(traffic.stop(), rejected.stop()).mapEmpty();
    }
}
