package io.opencoc.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.access.Person;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnDutyTest {
    private static final UUID SCENARIO = new UUID(0, 1);
    private static final UUID ROLE = new UUID(0, 2);
    private static final UUID ANN = new UUID(1, 1);
    private static final UUID BEN = new UUID(1, 2);
    private static final UUID CAT = new UUID(1, 3);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Slot slot(String day, String start, String end, UUID... people) {
        return slot(LocalDate.parse(day), WallClock.minute(start), WallClock.minute(end), people);
    }

    private static Slot slot(LocalDate day, int start, int end, UUID... people) {
        return new Slot(UUID.randomUUID(), ROLE, Area.GLOBAL, day, null, start, end, List.of(people), 1);
    }

    private static OnDuty of(ZoneId zone, List<Slot> slots, List<Member> members, List<StandIn> standIns) {
        return OnDuty.of(List.of(new Schedule(SCENARIO, zone, slots, members, standIns)));
    }

    private static List<UUID> at(OnDuty onDuty, String instant) {
        return onDuty.at(SCENARIO, ROLE, Area.GLOBAL, Instant.parse(instant));
    }

    @Test
    void aShiftCountsFromItsStartUpToItsEnd() {
        OnDuty o = of(
                BERLIN,
                List.of(slot("2026-01-15", "08:00", "20:00", ANN), slot("2026-01-15", "20:00", "08:00", BEN)),
                List.of(),
                List.of());
        assertEquals(List.of(), at(o, "2026-01-15T06:59:59.999Z"));
        assertEquals(List.of(ANN), at(o, "2026-01-15T07:00:00Z"));
        assertEquals(List.of(ANN), at(o, "2026-01-15T18:59:59.999Z"));
        assertEquals(List.of(BEN), at(o, "2026-01-15T19:00:00Z"));
        assertEquals(List.of(BEN), at(o, "2026-01-16T06:59:59.999Z"), "after midnight");
        assertEquals(List.of(), at(o, "2026-01-16T07:00:00Z"));
    }

    @Test
    void aShiftMayBeginAndEndAtMidnight() {
        OnDuty o = of(BERLIN, List.of(slot("2026-01-15", "00:00", "00:00", ANN)), List.of(), List.of());
        assertEquals(List.of(), at(o, "2026-01-14T22:59:59.999Z"));
        assertEquals(List.of(ANN), at(o, "2026-01-14T23:00:00Z"));
        assertEquals(List.of(ANN), at(o, "2026-01-15T22:59:59.999Z"));
        assertEquals(List.of(), at(o, "2026-01-15T23:00:00Z"));
    }

    @Test
    void overlappingShiftsAddUpAndNobodyIsThereTwice() {
        OnDuty o = of(
                ZoneId.of("UTC"),
                List.of(
                        slot("2026-01-15", "00:00", "23:00", ANN),
                        slot("2026-01-15", "08:00", "09:00", BEN),
                        slot("2026-01-15", "10:00", "12:00", CAT, ANN)),
                List.of(),
                List.of());
        assertEquals(List.of(ANN, BEN), at(o, "2026-01-15T08:30:00Z"));
        assertEquals(List.of(ANN), at(o, "2026-01-15T09:30:00Z"));
        assertEquals(List.of(ANN, CAT), at(o, "2026-01-15T11:00:00Z"));
        assertEquals(List.of(ANN), at(o, "2026-01-15T22:00:00Z"), "a long shift that began before short ones");
    }

    @Test
    void membersCountOnTheirDaysInTheZone() {
        Member always = new Member(new UUID(9, 1), ROLE, Area.GLOBAL, ANN, null, null);
        Member future = new Member(
                new UUID(9, 2), ROLE, Area.GLOBAL, BEN, LocalDate.parse("2026-03-29"), LocalDate.parse("2026-03-29"));
        OnDuty o = of(BERLIN, List.of(), List.of(always, future), List.of());
        assertEquals(List.of(ANN), at(o, "1970-01-01T00:00:00Z"));
        assertEquals(List.of(ANN), at(o, "2026-03-28T22:59:59.999Z"));
        assertEquals(List.of(ANN, BEN), at(o, "2026-03-28T23:00:00Z"));
        assertEquals(List.of(ANN, BEN), at(o, "2026-03-29T21:59:59.999Z"), "the day of 23 hours");
        assertEquals(List.of(ANN), at(o, "2026-03-29T22:00:00Z"));
        assertEquals(List.of(ANN), at(o, "2099-01-01T00:00:00Z"));
    }

    private static StandIn standIn(UUID who, UUID replaces, String from, String to, int made) {
        return new StandIn(
                new UUID(8, made),
                ROLE,
                Area.GLOBAL,
                who,
                replaces,
                Instant.parse(from),
                Instant.parse(to),
                null,
                new Person(null, "x"),
                Instant.EPOCH.plusSeconds(made));
    }

    @Test
    void laterStandInsCountOnTopOfEarlierOnes() {
        OnDuty o = of(
                ZoneId.of("UTC"),
                List.of(slot("2026-01-15", "00:00", "12:00", ANN, BEN)),
                List.of(),
                List.of(
                        standIn(BEN, CAT, "2026-01-15T03:00:00Z", "2026-01-15T05:00:00Z", 2),
                        standIn(CAT, ANN, "2026-01-15T02:00:00Z", "2026-01-15T06:00:00Z", 1),
                        standIn(CAT, null, "2026-01-15T11:00:00Z", "2026-01-15T13:00:00Z", 3)));
        assertEquals(List.of(ANN, BEN), at(o, "2026-01-15T01:00:00Z"));
        assertEquals(List.of(CAT, BEN), at(o, "2026-01-15T02:00:00Z"));
        assertEquals(List.of(BEN), at(o, "2026-01-15T04:00:00Z"), "who stands in for the stand-in is there once");
        assertEquals(List.of(CAT), at(o, "2026-01-15T11:30:00Z"), "for everybody");
        assertEquals(List.of(CAT), at(o, "2026-01-15T12:30:00Z"), "where nobody is planned");
        assertEquals(List.of(), at(o, "2026-01-15T13:00:00Z"));
    }

    @Test
    void theDefaultScheduleCountsWhereTheRegionHasNobody() {
        Area region = Area.of("shop", "north");
        List<Slot> slots = List.of(
                new Slot(UUID.randomUUID(), ROLE, region, LocalDate.parse("2026-01-15"), null, 0, 720, List.of(ANN), 1),
                new Slot(
                        UUID.randomUUID(),
                        ROLE,
                        Area.of("shop", null),
                        LocalDate.parse("2026-01-15"),
                        null,
                        0,
                        0,
                        List.of(BEN),
                        1));
        OnDuty o = of(ZoneId.of("UTC"), slots, List.of(), List.of());
        Instant morning = Instant.parse("2026-01-15T06:00:00Z");
        assertEquals(List.of(ANN), o.at(SCENARIO, ROLE, region, morning));
        assertEquals(List.of(BEN), o.at(SCENARIO, ROLE, Area.of("shop", "south"), morning));
        assertEquals(List.of(BEN), o.at(SCENARIO, ROLE, region, morning.plus(Duration.ofHours(8))));
        assertEquals(List.of(), o.at(SCENARIO, ROLE, Area.of("mail", null), morning));
    }

    /** A week and more around each change of the clock of these years, cut into shifts at random times of the clock that meet. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai", "Africa/Casablanca"
            })
    void noChangeOfTheClockOpensAGapOrDoublesAShift(String name) {
        ZoneId zone = ZoneId.of(name);
        Random random = new Random(7);
        for (LocalDate change : changes(zone)) {
            for (int round = 0; round < 40; round++) {
                int[] cuts = IntStream.concat(
                                IntStream.range(0, 1 + random.nextInt(7)).map(i -> random.nextInt(24 * 60)),
                                // Some within the hours that are left out or come twice.
                                IntStream.range(0, random.nextInt(4)).map(i -> 60 + random.nextInt(150)))
                        .distinct()
                        .sorted()
                        .toArray();
                List<Slot> slots = new ArrayList<>();
                LocalDate first = change.minusDays(3);
                for (int d = 0; d < 7; d++) {
                    for (int i = 0; i < cuts.length; i++) {
                        slots.add(slot(first.plusDays(d), cuts[i], cuts[(i + 1) % cuts.length], new UUID(d, i)));
                    }
                }
                meets(zone, slots, cuts);
            }
        }
    }

    private static void meets(ZoneId zone, List<Slot> slots, int[] cuts) {
        String what = zone + " " + Arrays.toString(cuts);
        Instant expected = slots.getFirst().start(zone);
        for (Slot s : slots) {
            assertEquals(expected, s.start(zone), what + " " + s);
            assertTrue(!s.end(zone).isBefore(s.start(zone)), what + " " + s);
            expected = s.end(zone);
        }
        OnDuty o = of(zone, slots, List.of(), List.of());
        Instant end = expected;
        for (Instant t = slots.getFirst().start(zone); t.isBefore(end); t = t.plus(Duration.ofMinutes(7))) {
            assertEquals(1, o.at(SCENARIO, ROLE, Area.GLOBAL, t).size(), what + " at " + t);
        }
        Instant start = slots.getFirst().start(zone);
        assertEquals(List.of(), Coverage.gaps(o, SCENARIO, Area.GLOBAL, List.of(ROLE), start, end), what);
        // The same person in all shifts is nowhere twice.
        List<Slot> alone = slots.stream().map(s -> s.with(List.of(ANN))).toList();
        assertEquals(List.of(), Coverage.doubles(new Schedule(SCENARIO, zone, alone, List.of(), List.of())), what);
    }

    /** Both changes of 2026 and 2028, a leap year, and the leap day itself. */
    private static List<LocalDate> changes(ZoneId zone) {
        List<LocalDate> out = new ArrayList<>(List.of(LocalDate.parse("2028-02-29")));
        for (int year : new int[] {2026, 2028}) {
            Instant from = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
            for (ZoneOffsetTransition t = zone.getRules().nextTransition(from);
                    t != null && t.getDateTimeBefore().getYear() == year;
                    t = zone.getRules().nextTransition(t.getInstant())) {
                out.add(t.getDateTimeBefore().toLocalDate());
            }
        }
        assertTrue(zone.getId().startsWith("Asia") || out.size() >= 5, out.toString());
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"})
    void laterOnTheClockIsNeverEarlier(String name) {
        ZoneId zone = ZoneId.of(name);
        int[] years = name.equals("Pacific/Apia") ? new int[] {2011} : new int[] {2024, 2026};
        for (int year : years) {
            Instant before = Instant.MIN;
            LocalDateTime end = LocalDate.of(year + 1, 1, 2).atStartOfDay();
            for (LocalDateTime t = LocalDate.of(year, 1, 1).atStartOfDay(); t.isBefore(end); t = t.plusMinutes(5)) {
                Instant now = WallClock.instant(t, zone);
                assertTrue(!now.isBefore(before), t + " " + zone);
                before = now;
            }
        }
    }

    @Test
    void theLengthOfANightTellsTheChangeOfTheClock() {
        // Spring: 23 hours; autumn: 25; Lord Howe changes by half an hour.
        assertEquals(Duration.ofHours(9), night("2026-03-28", BERLIN));
        assertEquals(Duration.ofHours(11), night("2026-10-24", BERLIN));
        assertEquals(Duration.ofHours(10), night("2026-01-10", BERLIN));
        assertEquals(Duration.ofHours(9), night("2026-03-07", ZoneId.of("America/New_York")));
        assertEquals(Duration.ofHours(11), night("2026-10-31", ZoneId.of("America/New_York")));
        assertEquals(Duration.ofMinutes(630), night("2026-04-04", ZoneId.of("Australia/Lord_Howe")));
        assertEquals(Duration.ofMinutes(570), night("2026-10-03", ZoneId.of("Australia/Lord_Howe")));
    }

    private static Duration night(String day, ZoneId zone) {
        Slot s = slot(day, "22:00", "08:00", ANN);
        return Duration.between(s.start(zone), s.end(zone));
    }

    @Test
    void aShiftThatTheClockLeavesOutTakesNoTime() {
        OnDuty o = of(
                BERLIN,
                List.of(
                        slot("2026-03-29", "00:00", "02:15", ANN),
                        slot("2026-03-29", "02:15", "02:45", BEN),
                        slot("2026-03-29", "02:45", "10:00", CAT)),
                List.of(),
                List.of());
        assertEquals(List.of(ANN), at(o, "2026-03-29T00:59:59.999Z"));
        assertEquals(List.of(CAT), at(o, "2026-03-29T01:00:00Z"));
    }

    /** Against the plain definition: whoever's shift has begun and has not ended. */
    @Test
    void answersAsTheDefinitionDoes() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                slots.add(slot(
                        LocalDate.parse("2028-02-27").plusDays(random.nextInt(5)),
                        random.nextInt(1440),
                        random.nextInt(1440),
                        new UUID(5, random.nextInt(6))));
            }
            OnDuty o = of(BERLIN, slots, List.of(), List.of());
            for (int i = 0; i < 50; i++) {
                Instant t = Instant.parse("2028-02-26T00:00:00Z").plusSeconds(random.nextInt(8 * 86_400));
                assertEquals(
                        slots.stream()
                                .filter(s -> !s.start(BERLIN).isAfter(t)
                                        && s.end(BERLIN).isAfter(t))
                                .flatMap(s -> s.engineers().stream())
                                .collect(java.util.stream.Collectors.toSet()),
                        java.util.Set.copyOf(o.at(SCENARIO, ROLE, Area.GLOBAL, t)));
            }
        }
    }

    @Test
    void stretchesCoverTheTimeAndBreakWherePeopleChange() {
        OnDuty o = of(
                ZoneId.of("UTC"),
                List.of(
                        slot("2026-01-15", "00:00", "08:00", ANN),
                        slot("2026-01-15", "08:00", "16:00", ANN),
                        slot("2026-01-15", "18:00", "00:00", BEN)),
                List.of(),
                List.of());
        List<Line.Stretch> found = o.line(new OnDuty.Key(SCENARIO, ROLE, Area.GLOBAL))
                .stretches(Instant.parse("2026-01-15T00:00:00Z"), Instant.parse("2026-01-16T00:00:00Z"));
        assertEquals(
                List.of(List.of(ANN), List.of(), List.of(BEN)),
                found.stream().map(Line.Stretch::people).toList());
        assertEquals(Instant.parse("2026-01-15T16:00:00Z"), found.getFirst().end());
        assertEquals(Instant.parse("2026-01-15T18:00:00Z"), found.getLast().start());
    }

    @Test
    void turnsFollowOneAnotherOverLeapDays() {
        RotationInput input = new RotationInput(
                LocalDate.parse("2028-02-28"),
                LocalDate.parse("2028-03-02"),
                null,
                null,
                null,
                List.of(new RotationInput.Shift(
                        null,
                        "20:00",
                        "08:00",
                        List.of(new RotationInput.Turns(ROLE, List.of(List.of(ANN), List.of(BEN)), 2)))));
        List<Slot> made = new Rotation(BERLIN, Instant.EPOCH, UUID::randomUUID).of(input, List.of(Area.GLOBAL));
        assertEquals(
                List.of(List.of(ANN), List.of(ANN), List.of(BEN), List.of(BEN)),
                made.stream().map(Slot::engineers).toList());
        assertEquals(LocalDate.parse("2028-02-29"), made.get(1).day());
        List<Slot> again = new Rotation(BERLIN, Instant.EPOCH, UUID::randomUUID)
                .repeated(
                        made,
                        new Days(input.from(), input.to()),
                        new Days(LocalDate.parse("2028-03-03"), LocalDate.parse("2028-03-08")));
        assertEquals(6, again.size(), "a pattern of four days and a half of it");
        assertEquals(
                List.of(ANN, ANN, BEN, BEN, ANN, ANN),
                again.stream().map(s -> s.engineers().getFirst()).toList());
    }

    @Test
    void onlyTheDaysOfTheWeekThatAreWanted() {
        RotationInput input = new RotationInput(
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-01-31"),
                null,
                null,
                List.of(6, 7),
                List.of(new RotationInput.Shift(
                        null, "00:00", "00:00", List.of(new RotationInput.Turns(ROLE, List.of(List.of(ANN)), null)))));
        List<Slot> made = new Rotation(BERLIN, Instant.EPOCH, UUID::randomUUID).of(input, List.of(Area.GLOBAL));
        assertEquals(9, made.size());
        assertTrue(made.stream().allMatch(s -> s.day().getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0));
    }

    @Test
    void gapsAndDoubleBookingsAreFound() {
        UUID backup = new UUID(0, 3);
        List<Slot> slots = List.of(
                slot("2026-01-15", "08:00", "16:00", ANN),
                new Slot(
                        UUID.randomUUID(),
                        backup,
                        Area.GLOBAL,
                        LocalDate.parse("2026-01-15"),
                        null,
                        14 * 60,
                        18 * 60,
                        List.of(ANN, BEN),
                        1));
        Schedule schedule = new Schedule(SCENARIO, ZoneId.of("UTC"), slots, List.of(), List.of());
        assertEquals(
                List.of(new Coverage.Found(
                        ANN, Instant.parse("2026-01-15T14:00:00Z"), Instant.parse("2026-01-15T16:00:00Z"))),
                Coverage.doubles(schedule));
        Instant day = Instant.parse("2026-01-15T00:00:00Z");
        assertEquals(
                List.of("00:00-08:00", "16:00-00:00"),
                Coverage.gaps(
                                OnDuty.of(List.of(schedule)),
                                SCENARIO,
                                Area.GLOBAL,
                                List.of(ROLE),
                                day,
                                day.plus(Duration.ofDays(1)))
                        .stream()
                        .map(g -> g.start().toString().substring(11, 16) + "-"
                                + g.end().toString().substring(11, 16))
                        .toList());
    }
}
