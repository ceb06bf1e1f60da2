package io.opencoc.launcher.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.secret.Secret;
import io.opencoc.launcher.settings.Settings;
import io.vertx.ext.web.Router;

/** {@code /metrics}: all meters, in the text format of Prometheus. */
final class MetricsRoute {
    private MetricsRoute() {}

    static void mount(Router router, Settings.Metrics settings, PrometheusMeterRegistry meters) {
        if (!settings.enabled()) {
            return;
        }
        Secret wanted = settings.token();
        router.get("/metrics").handler(context -> {
            String token = ApiEdge.bearer(context.request());
            if (wanted != null && (token == null || !wanted.equals(Secret.of(token)))) {
                Problems.send(context, Problem.of(Problem.Kind.UNAUTHENTICATED, "The metrics need their token."));
                return;
            }
            context.vertx()
                    .executeBlocking(() -> meters.scrape(), false)
                    .onSuccess(text -> context.response()
                            .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                            .end(text))
                    .onFailure(failure -> Problems.send(context, failure));
        });
    }
}
