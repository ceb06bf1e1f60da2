package io.opencoc.rule;

import io.opencoc.engineer.EngineerService;
import io.opencoc.integration.AlarmSources;
import io.opencoc.integration.IntegrationService;
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

    /**
     * Fails with a problem that names the wrong places.
     *
     * @param before the rule as it was; null when it is new
     * @param under see {@link RuleInput#toRule}
     */
    Uni<Void> check(Tx tx, ForwardingRule rule, @Nullable ForwardingRule before, String under) {
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
                        boolean named =
                                before != null && before.integrationIds().contains(id);
                        if (!named && !found.containsKey(id)) {
                            errors.add(new FieldError(under + "integrationIds[" + i + "]", "is not an integration"));
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
