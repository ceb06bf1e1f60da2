package io.opencoc.rule;

import io.opencoc.engineer.EngineerService;
import io.opencoc.integration.AlarmSources;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.Kernel;
import io.opencoc.project.Kept;
import io.opencoc.project.Placement;

/**
 * Builds the feature.
 *
 * @param active for the router
 */
public record RuleModule(RuleService service, RuleTrials trials, ActiveRules active) {

    public static RuleModule create(
            Kernel kernel,
            Placement placement,
            EngineerService engineers,
            IntegrationService integrations,
            AlarmSources sources) {
        RuleRepository repository = new RuleRepository();
        RuleReferences references = new RuleReferences(sources, integrations, engineers);
        RuleService service =
                new RuleService(kernel.database(), kernel.clock(), repository, references, placement, engineers);
        RuleTrials trials = new RuleTrials(kernel.vertx(), kernel.database(), kernel.clock(), references, placement);
        new RuleRoutes(service, trials, kernel.clock()).bind(kernel.api());
        placement.keeps(new Kept("forwardingRule", "forwarding rule", "forwarding rules", repository::countOf));
        // The compiled rules know which integration is where.
        integrations.onPlaced(repository::changing);
        engineers.blockedBy((tx, id) -> repository
                .assigning(tx, id)
                .map(n -> n == 0
                        ? null
                        : n + (n == 1 ? " enabled forwarding rule assigns" : " enabled forwarding rules assign")
                                + " incidents to them"));
        return new RuleModule(service, trials, new ActiveRules(kernel.vertx(), repository, integrations));
    }
}
