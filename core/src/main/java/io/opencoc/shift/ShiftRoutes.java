package io.opencoc.shift;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Handler;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shift schedules over HTTP. */
final class ShiftRoutes {
    private final Clock clock;
    private final ScenarioService scenarios;
    private final MemberService members;
    private final PlanService plans;
    private final SlotService slots;
    private final StandInService standIns;
    private final SwapService swaps;
    private final CalendarService calendars;
    private final ShiftService shifts;
    private final FeedService feeds;

    ShiftRoutes(
            Clock clock,
            ScenarioService scenarios,
            MemberService members,
            PlanService plans,
            SlotService slots,
            StandInService standIns,
            SwapService swaps,
            CalendarService calendars,
            ShiftService shifts,
            FeedService feeds) {
        this.clock = clock;
        this.scenarios = scenarios;
        this.members = members;
        this.plans = plans;
        this.slots = slots;
        this.standIns = standIns;
        this.swaps = swaps;
        this.calendars = calendars;
        this.shifts = shifts;
        this.feeds = feeds;
    }

    void bind(Api api) {
        bindScenarios(api);
        bindPlans(api);
        bindSwaps(api);
        api.on("listOnDuty", this::onDuty)
                .on("listShiftFeeds", call -> feeds.page(call.who(), call.offset(), call.number("size"))
                        .map(Reply::of))
                .on("createShiftFeed", call -> feeds.create(
                                call.who(),
                                call.newId(clock.instant()),
                                call.body(FeedService.Input.class),
                                call.base())
                        .map(Reply::of))
                .on("deleteShiftFeed", call -> feeds.delete(call.who(), call.id())
                        .map(v -> Reply.empty()));
    }

    private void bindScenarios(Api api) {
        api.on("listShiftScenarios", this::list)
                .on("createShiftScenario", call -> scenarios
                        .create(call.who(), call.newId(clock.instant()), call.body(ScenarioInput.class))
                        .map(Reply::of))
                .on(
                        "getShiftScenario",
                        call -> scenarios.get(call.who(), call.id()).map(Reply::of))
                .on("updateShiftScenario", call -> scenarios
                        .update(call.who(), call.id(), call.body(ScenarioInput.class))
                        .map(Reply::of))
                .on(
                        "deleteShiftScenario",
                        call -> scenarios.delete(call.who(), call.id()).map(v -> Reply.empty()))
                .on("createShiftRole", call -> scenarios
                        .addRole(call.who(), call.id(), call.body(ScenarioService.RoleInput.class))
                        .map(Reply::of))
                .on("updateShiftRole", call -> scenarios
                        .updateRole(
                                call.who(), call.id(), part(call, "roleId"), call.body(ScenarioService.RoleInput.class))
                        .map(Reply::of))
                .on("deleteShiftRole", call -> scenarios
                        .deleteRole(call.who(), call.id(), part(call, "roleId"))
                        .map(v -> Reply.empty()))
                .on("listShiftMembers", call -> members.list(call.who(), call.id())
                        .map(ShiftRoutes::items))
                .on("addShiftMembers", call -> members.add(call.who(), call.id(), call.body(MemberService.Input.class))
                        .map(ShiftRoutes::items))
                .on("updateShiftMember", call -> members.update(
                                call.who(), call.id(), part(call, "memberId"), call.body(MemberService.DaysInput.class))
                        .map(Reply::of))
                .on("removeShiftMember", call -> members.remove(call.who(), call.id(), part(call, "memberId"))
                        .map(v -> Reply.empty()));
    }

    private void bindPlans(Api api) {
        api.on("getShiftCalendar", this::calendar)
                .on("scheduleShifts", call -> plans.schedule(call.who(), call.id(), call.body(RotationInput.class))
                        .map(Reply::of))
                .on("changeShiftDay", call -> plans.changeDay(
                                call.who(), call.id(), call.body(RotationInput.DayInput.class))
                        .map(Reply::of))
                .on("updateShiftSlot", call -> slots.update(
                                call.who(), call.id(), part(call, "slotId"), call.body(SlotService.Input.class))
                        .map(Reply::of))
                .on("clearShifts", call -> plans.clear(call.who(), call.id(), call.body(PlanService.RangeInput.class))
                        .map(Reply::of))
                .on("copyShifts", call -> plans.copy(call.who(), call.id(), call.body(PlanService.RangeInput.class))
                        .map(Reply::of))
                .on("createShiftOverride", call -> standIns.create(
                                call.who(),
                                call.id(),
                                io.opencoc.kernel.Ids.at(clock.instant()),
                                call.body(StandInService.Input.class))
                        .map(Reply::of))
                .on("deleteShiftOverride", call -> standIns.delete(call.who(), call.id(), part(call, "overrideId"))
                        .map(v -> Reply.empty()));
    }

    private void bindSwaps(Api api) {
        api.on("listShiftSwaps", call -> swaps.page(
                                call.who(),
                                call.uuid("scenarioId"),
                                call.text("state"),
                                Boolean.TRUE.equals(call.flag("mine")),
                                call.offset(),
                                call.number("size"))
                        .map(Reply::of))
                .on("askForShiftSwap", call -> swaps.ask(
                                call.who(),
                                call.id(),
                                io.opencoc.kernel.Ids.at(clock.instant()),
                                call.body(Swap.Input.class))
                        .map(Reply::of))
                .on("acceptShiftSwap", step(SwapState.Step.ACCEPT))
                .on("refuseShiftSwap", step(SwapState.Step.REFUSE))
                .on("withdrawShiftSwap", step(SwapState.Step.WITHDRAW));
    }

    private Handler step(SwapState.Step step) {
        return call ->
                swaps.step(call.who(), call.id(), part(call, "swapId"), step).map(Reply::of);
    }

    private Uni<Reply> list(Call call) {
        return scenarios
                .page(
                        call.who(),
                        new ScenarioRepository.Query(
                                call.text("q"),
                                call.text("mode"),
                                call.text("dimension"),
                                call.textOf("sort"),
                                call.offset(),
                                call.number("size")))
                .map(Reply::of);
    }

    private Uni<Reply> calendar(Call call) {
        return calendars
                .show(
                        call.who(),
                        call.id(),
                        new CalendarService.Query(
                                day(call, "from"), day(call, "to"), call.text("application"), call.text("region")))
                .map(Reply::of);
    }

    private Uni<Reply> onDuty(Call call) {
        List<UUID> roles = call.texts("roleId").stream().map(UUID::fromString).toList();
        return shifts.list(
                        call.who(),
                        new ShiftService.Query(
                                call.uuid("scenarioId"),
                                roles,
                                call.text("application"),
                                call.text("region"),
                                call.instant("at")))
                .map(Reply::of);
    }

    private static Reply items(List<?> items) {
        return Reply.of(Map.of("items", items));
    }

    private static UUID part(Call call, String name) {
        return Objects.requireNonNull(call.uuid(name));
    }

    private static @Nullable LocalDate day(Call call, String name) {
        String text = call.text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid(name, "is not a day, like 2026-01-31");
        }
    }
}
