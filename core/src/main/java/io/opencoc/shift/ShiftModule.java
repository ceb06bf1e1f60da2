package io.opencoc.shift;

import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.Kernel;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Builds the feature.
 *
 * @param service for other features
 */
public record ShiftModule(ShiftService service, FeedRoutes feeds) {

    public static ShiftModule create(Kernel kernel, EngineerService engineers) {
        ScenarioRepository repository = new ScenarioRepository();
        Plans plans = new Plans();
        HandOvers handOvers = new HandOvers(kernel.timers(), kernel.clock(), repository, plans, engineers);
        Scenarios scenarios = new Scenarios(repository, engineers, handOvers, kernel.clock());
        ScenarioService keeper = new ScenarioService(kernel.database(), scenarios);
        ShiftService service = new ShiftService(kernel.database(), scenarios, keeper, plans, engineers);
        FeedRepository feeds = new FeedRepository();
        new ShiftRoutes(
                        kernel.clock(),
                        keeper,
                        new MemberService(kernel.database(), scenarios, plans.members),
                        new PlanService(kernel.database(), scenarios, plans.slots),
                        new SlotService(kernel.database(), scenarios, plans.slots),
                        new StandInService(kernel.database(), scenarios, plans.standIns),
                        new SwapService(kernel.database(), scenarios, plans.slots, new SwapRepository(), engineers),
                        new CalendarService(kernel.database(), scenarios, plans, engineers),
                        service,
                        new FeedService(kernel.database(), kernel.clock(), feeds, repository, engineers))
                .bind(kernel.api());
        blockEngineers(kernel, engineers, plans);
        FeedEvents events = new FeedEvents(kernel.database(), kernel.clock(), feeds, repository, plans, engineers);
        return new ShiftModule(service, new FeedRoutes(events, kernel.disabledTenants()));
    }

    /** Whoever is on duty now or later cannot be deleted. */
    private static void blockEngineers(Kernel kernel, EngineerService engineers, Plans plans) {
        engineers.blockedBy((tx, engineer) -> {
            // A day more than there may be in any time zone.
            LocalDate day = kernel.clock()
                    .instant()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .minusDays(1);
            return plans.slots
                    .ofEngineer(tx, engineer, day)
                    .chain(n -> n > 0 ? Uni.createFrom().item(n) : plans.members.ofEngineer(tx, engineer, day))
                    .chain(n -> n > 0
                            ? Uni.createFrom().item(n)
                            : plans.standIns.count(
                                    tx, null, engineer, kernel.clock().instant()))
                    .map(n -> n == 0 ? null : "they are in shift schedules");
        });
    }

    /** Adds the routes outside the contract. */
    public void mount(Router router) {
        feeds.mount(router);
    }
}
