package io.opencoc.launcher.app;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vert.x, and the meters of everything. What a client sends never becomes a label. */
record Telemetry(Vertx vertx, PrometheusMeterRegistry meters) {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
    private static final String METHOD = "method";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int MOST_ROUTES = 400;

    static Telemetry start(int eventLoops) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config()
                .meterFilter(knownMethods())
                .meterFilter(MeterFilter.maximumAllowableTags("vertx.http", "route", MOST_ROUTES, MeterFilter.deny()));
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        MicrometerMetricsOptions options = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(EnumSet.of(
                        Label.HTTP_ROUTE, Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME));
        for (MetricsDomain domain : List.of(
                MetricsDomain.EVENT_BUS,
                MetricsDomain.NET_SERVER,
                MetricsDomain.NET_CLIENT,
                MetricsDomain.DATAGRAM_SOCKET)) {
            options.addDisabledMetricsCategory(domain);
        }
        // each connection would register the same gauge; their pool is among the named ones
        options.getDisabledMetricsCategories().add("sql");
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setPreferNativeTransport(true)
                        .setEventLoopPoolSize(
                                Math.max(eventLoops, 2 * Runtime.getRuntime().availableProcessors()))
                        .setMaxEventLoopExecuteTime(1)
                        .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                        .setWarningExceptionTime(3)
                        .setWarningExceptionTimeUnit(TimeUnit.SECONDS)
                        .setMetricsOptions(options))
                .withMetrics(new MicrometerMetricsFactory(meters))
                .build();
        if (!vertx.isNativeTransportEnabled()) {
            LOG.info("Vert.x uses Java's own transport: {}", String.valueOf(vertx.unavailableNativeTransportCause()));
        }
        return new Telemetry(vertx, meters);
    }

    private static MeterFilter knownMethods() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String method = id.getTag(METHOD);
                return method == null || METHODS.contains(method) ? id : id.withTag(Tag.of(METHOD, "other"));
            }
        };
    }
}
