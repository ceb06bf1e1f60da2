package io.opencoc.rule;

import io.opencoc.engineer.EngineerService;
import io.opencoc.integration.AlarmSources;
import io.opencoc.integration.IntegrationRef;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problem.FieldError;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks that what a rule names exists. What it named before may have gone since and stay named. */
final class RuleReferences {
    private final AlarmSources sources;
    private final IntegrationService integrations;
    private final EngineerService engineers;

    RuleReferences(AlarmSources sources, IntegrationService integrations, EngineerService engineers) {
        this.sources = sources;
        this.integrations = integrations;
        this.engineers = engineers;
    }

    /** What is wrong with an integration that a rule names; null for nothing. One that the actor may not get is not there for them. */
    private static @Nullable String wrong(
            Actor actor, ForwardingRule rule, UUID id, @Nullable IntegrationRef integration) {
        if (integration == null
                || !(rule.projectId().equals(integration.project())
                        || actor.may("coc:integration:get", Target.of(integration.project(), id)))) {
            return "is not an integration";
        }
        boolean ofAll = rule.projectId().equals(actor.tenant());
        return ofAll || integration.project().equals(rule.projectId())
                ? null
                : "is in another enterprise project than the rule, which would never take its alarms";
    }

    /**
     * Fails with a problem that names the wrong places.
     *
     * @param before the rule as it was; null when it is new
     * @param under see {@link RuleInput#toRule}
     */
    Uni<Void> check(Tx tx, Actor actor, ForwardingRule rule, @Nullable ForwardingRule before, String under) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < rule.sources().size(); i++) {
            String source = rule.sources().get(i);
            boolean named = before != null && before.sources().contains(source);
            if (!named && sources.find(source).isEmpty()) {
                errors.add(new FieldError(under + "sources[" + i + "]", "is not an alarm source of this server"));
            }
        }
        return integrations
                .find(tx, rule.integrationIds(), false)
                .chain(found -> {
                    for (int i = 0; i < rule.integrationIds().size(); i++) {
                        UUID id = rule.integrationIds().get(i);
                        boolean named = before != null
                                && before.projectId().equals(rule.projectId())
                                && before.integrationIds().contains(id);
                        String wrong = named ? null : wrong(actor, rule, id, found.get(id));
                        if (wrong != null) {
                            errors.add(new FieldError(under + "integrationIds[" + i + "]", wrong));
                        }
                    }
                    return rule.engineerId() == null
                            ? Uni.createFrom().nullItem()
                            : engineers.find(tx, rule.engineerId());
                })
                .map(engineer -> {
                    if (rule.engineerId() != null && engineer == null) {
                        errors.add(new FieldError(under + "assignment.engineerId", "is not an engineer"));
                    }
                    if (!errors.isEmpty()) {
                        throw Problem.invalid(errors);
                    }
                    return null;
                });
    }
}
