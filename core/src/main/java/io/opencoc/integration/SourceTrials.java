package io.opencoc.integration;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.settings.SettingsValues;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows what a source reads in a pasted request; stores nothing. */
public final class SourceTrials {
    private static final String ACTION = "coc:integration:test";

    private final Kernel kernel;
    private final AlarmSources sources;
    private final IntegrationDetails details;
    private final IntegrationSettings settings;

    private volatile @Nullable SourceReader reader;

    SourceTrials(Kernel kernel, AlarmSources sources) {
        this.kernel = kernel;
        this.sources = sources;
        this.details = new IntegrationDetails(kernel, sources);
        this.settings = new IntegrationSettings(kernel.secrets());
    }

    /** Says who reads. Alarms depend on integrations and not the other way round, so this is wired last. */
    public void readThrough(SourceReader hooks) {
        reader = hooks;
    }

    Uni<SourceTrial.Result> tryOut(Actor actor, String source, SourceTrial.Input input) {
        actor.requireSome(ACTION);
        AlarmSources.Source plugin = sources.find(source).orElseThrow(() -> Problem.notFound("alarm source"));
        SampleRequest request = new SampleRequest(
                Objects.requireNonNullElse(input.path(), ""),
                Objects.requireNonNullElse(input.contentType(), "application/json"),
                input.body());
        Map<String, String> headers = Objects.requireNonNullElse(input.headers(), Map.of());
        return kept(actor, source, input.integrationId())
                .chain(before -> settings.right(plugin, before, input.settings()))
                .chain(set -> read(source, set, headers, request))
                .map(parsed -> new SourceTrial.Result(
                        true,
                        parsed.accepted().status(),
                        parsed.alarms(),
                        parsed.problems(),
                        parsed.accepted().body()))
                .onFailure(BadPayloadException.class)
                .recoverWithItem(failure -> refused((BadPayloadException) failure));
    }

    private Uni<ParsedRequest> read(
            String source, SettingsValues set, Map<String, String> headers, SampleRequest request) {
        SourceReader hooks = reader;
        return hooks == null
                ? Uni.createFrom().failure(Problem.unavailable("The server is still starting.", Duration.ofSeconds(1)))
                : hooks.read(source, set, headers, request);
    }

    private Uni<@Nullable SettingsValues> kept(Actor actor, String source, @Nullable UUID integration) {
        return integration == null
                ? Uni.createFrom().nullItem()
                : kernel.database()
                        .in(actor, tx -> details.read(tx, integration))
                        .map(read -> {
                            Integration i = read.stored().integration();
                            actor.require(ACTION, Target.of(i.projectId(), i.id()), "integration", i.name());
                            if (!i.source().equals(source)) {
                                throw Problem.invalid("integrationId", "is one of another source");
                            }
                            return details.settings(read);
                        });
    }

    private static SourceTrial.Result refused(BadPayloadException failure) {
        Reply answer = failure.answer();
        return new SourceTrial.Result(
                false,
                answer == null ? 400 : answer.status(),
                List.of(),
                List.of(String.valueOf(failure.getMessage())),
                answer == null ? "" : answer.body());
    }
}
