package io.opencoc.integration;

import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Text;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.settings.SettingsValues;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what is shown of an integration: from the database in a transaction, then from its source's plug-in outside of it. */
final class IntegrationDetails {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrationDetails.class);
    private static final Text NO_PLUGIN =
            new Text("The plug-in of this source is not installed on the server.", "服务器未安装该数据源的插件。");
    private static final Text NO_INSTRUCTIONS =
            new Text("The plug-in of this source could not give instructions.", "该数据源的插件未能提供接入说明。");

    private static final List<String> KEEPERS =
            List.of("coc:integration:create", "coc:integration:update", "coc:integration:renewKey");
    private static final String HIDDEN = "***";

    private final Kernel kernel;
    private final AlarmSources sources;
    private final IntegrationSettings settings;
    private final IntegrationRepository repository = new IntegrationRepository();

    /** What the database says. */
    record Read(IntegrationRepository.Stored stored, List<IntegrationView.Minute> series) {}

    IntegrationDetails(Kernel kernel, AlarmSources sources) {
        this.kernel = kernel;
        this.sources = sources;
        this.settings = new IntegrationSettings(kernel.secrets());
    }

    /** Fails with a problem when there is no such integration, or not any more. */
    Uni<Read> read(Tx tx, UUID id) {
        Instant now = kernel.clock().instant();
        return repository.find(tx, id, now).chain(stored -> {
            if (stored == null) {
                throw Problem.notFound("integration");
            }
            return repository.series(tx, id, now.minus(Duration.ofHours(1))).map(series -> new Read(stored, series));
        });
    }

    IntegrationView.Summary summary(Integration integration) {
        return new IntegrationView.Summary(
                integration,
                sources.find(integration.source())
                        .map(s -> s.descriptor().name())
                        .orElse(null));
    }

    static boolean seesKey(Actor actor, Integration integration) {
        Target target = Target.of(integration.projectId(), integration.id());
        return KEEPERS.stream().anyMatch(action -> actor.may(action, target));
    }

    /** Who may set up senders sees the key; to others it stands as ***, also in the instructions. */
    Uni<IntegrationView.Detail> show(Actor actor, Read read, String base) {
        Integration integration = read.stored.integration();
        boolean keyed = seesKey(actor, integration);
        IntegrationPoint point = keyed ? point(read, base) : point(HIDDEN, base);
        var source = sources.find(integration.source());
        Uni<Text> instructions = source.map(
                        s -> s.instructions(point).onFailure().recoverWithItem(failure -> {
                            LOG.warn(
                                    "The source {} gave no instructions: {}", integration.source(), failure.toString());
                            return NO_INSTRUCTIONS;
                        }))
                .orElseGet(() -> Uni.createFrom().item(NO_PLUGIN));
        SettingsValues set = settings(read);
        return instructions.map(text -> new IntegrationView.Detail(
                integration,
                source.map(s -> s.descriptor().name()).orElse(null),
                keyed ? point.key() : null,
                keyed ? point.url().toString() : null,
                text,
                source.isPresent(),
                read.series,
                set.plain(),
                set.secretsSet()));
    }

    Uni<SampleRequest> sample(Read read, String base, TestAlarm.Input input) {
        String id = read.stored.integration().source();
        return sources.find(id)
                .orElseThrow(() -> Problem.conflict(
                        "The plug-in of the source " + id + " is not installed, so its alarms cannot be read."))
                .sample(point(read, base), settings(read), input.nameOrDefault(), input.fires())
                .onFailure()
                .transform(failure -> {
                    LOG.warn("The source {} made no test alarm: {}", id, failure.toString());
                    return Problem.of(
                            Problem.Kind.UNAVAILABLE,
                            "The plug-in of the source " + id + " failed to make a test alarm.");
                });
    }

    /** What it sets of its source, in clear. */
    SettingsValues settings(Read read) {
        return settings.open(read.stored.integration().id(), read.stored.settings());
    }

    private IntegrationPoint point(Read read, String base) {
        return point(Key.reveal(kernel.secrets(), read.stored.integration().id(), read.stored.keySecret()), base);
    }

    private static IntegrationPoint point(String key, String base) {
        try {
            return new IntegrationPoint(URI.create(base + "/hooks/" + key), key);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("Host", "is not the name of a host");
        }
    }
}
