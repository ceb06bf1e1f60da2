package io.opencoc.shift;

import static io.opencoc.shift.ShiftWorld.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.shift.ShiftWorld.Made;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Swaps, hand-overs, feeds and what has ended; each test has a server of its own, for the clock is put forward. */
class SwapIT {
    ShiftWorld world;
    Made made;

    @BeforeEach
    void start() {
        world = new ShiftWorld();
        made = world.rotating("Ops");
        Answer planned = world.admin.post(
                made.path() + "/rotation", world.rotation(made, world.day(1), world.day(5), world.ann, world.ben));
        assertEquals(200, planned.status(), planned.body());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private String ask(UUID slot, UUID engineer, UUID other, UUID otherSlot) {
        return "{\"slotId\":\"%s\",\"engineerId\":\"%s\",\"otherId\":\"%s\"%s}"
                .formatted(slot, engineer, other, otherSlot == null ? "" : ",\"otherSlotId\":\"" + otherSlot + "\"");
    }

    @Test
    void aSwapNeedsTheConsentOfTheOther() {
        Client ann = world.as("ann");
        Client ben = world.as("ben");
        UUID day = world.slot(made, world.day(2), "Day");
        UUID night = world.slot(made, world.day(3), "Night");
        Answer asked = ann.post(made.path() + "/swaps", ask(day, world.ann, world.ben, night));
        assertFalse(asked.json().get("mayAnswer").asBoolean(), asked.body());
        assertTrue(asked.json().get("mayWithdraw").asBoolean());
        String swap = made.path() + "/swaps/" + id(asked);
        assertEquals(403, ann.post(swap + "/accept", null).status(), "not by the one who asks");
        assertEquals(List.of("Ann"), world.onDuty(made, world.day(2) + "T10:00:00Z"), "nothing has changed yet");
        assertTrue(ben.get("/shift-swaps?mine=true&state=asked")
                .json()
                .at("/items/0/mayAnswer")
                .asBoolean());
        assertEquals(403, ben.post(swap + "/withdraw", null).status());

        Answer accepted = ben.post(swap + "/accept", null);
        assertEquals("accepted", accepted.json().get("state").asString(), accepted.body());
        assertEquals(List.of("Ben"), world.onDuty(made, world.day(2) + "T10:00:00Z"));
        assertEquals(List.of("Ann"), world.onDuty(made, world.day(4) + "T07:00:00Z"));
        for (String step : List.of("accept", "refuse")) {
            assertEquals(409, ben.post(swap + "/" + step, null).status(), step);
        }
        assertEquals(409, ann.post(swap + "/withdraw", null).status());
    }

    @Test
    void onlyOnesOwnShiftsAndOnlyThoseToCome() {
        Client ann = world.as("ann");
        UUID day = world.slot(made, world.day(2), "Day");
        UUID night = world.slot(made, world.day(2), "Night");
        assertEquals(
                403,
                ann.post(made.path() + "/swaps", ask(night, world.ben, world.ann, null))
                        .status());
        assertEquals(
                List.of("slotId"),
                ann.post(made.path() + "/swaps", ask(night, world.ann, world.cat, null))
                        .fields());
        assertEquals(
                List.of("otherId"),
                ann.post(made.path() + "/swaps", ask(day, world.ann, world.ann, null))
                        .fields());
        assertEquals(
                List.of("otherSlotId"),
                ann.post(made.path() + "/swaps", ask(day, world.ann, world.cat, night))
                        .fields());
        String swap =
                made.path() + "/swaps/" + id(ann.post(made.path() + "/swaps", ask(day, world.ann, world.cat, null)));
        assertEquals(
                200, world.admin.post(swap + "/refuse", null).status(), "who may change the schedule answers for Cat");
        String late =
                made.path() + "/swaps/" + id(ann.post(made.path() + "/swaps", ask(day, world.ann, world.ben, null)));
        world.server.clock.forward(Duration.ofDays(3));
        assertEquals(409, world.as("ben").post(late + "/accept", null).status(), "it has begun");
        assertEquals(
                409,
                world.as("ann")
                        .post(made.path() + "/swaps", ask(day, world.ann, world.ben, null))
                        .status());
    }

    @Test
    void ofTwoSwapsOfOneShiftAtOnceOnlyOneIsDone() {
        UUID day = world.slot(made, world.day(3), "Day");
        Client ann = world.as("ann");
        String toBen =
                made.path() + "/swaps/" + id(ann.post(made.path() + "/swaps", ask(day, world.ann, world.ben, null)));
        String toCat =
                made.path() + "/swaps/" + id(ann.post(made.path() + "/swaps", ask(day, world.ann, world.cat, null)));
        List<Integer> answers = List.of(
                        CompletableFuture.supplyAsync(
                                () -> world.admin.post(toBen + "/accept", null).status()),
                        CompletableFuture.supplyAsync(
                                () -> world.admin.post(toCat + "/accept", null).status()))
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertEquals(List.of(200, 409), answers);
        assertEquals(1, world.onDuty(made, world.day(3) + "T10:00:00Z").size());
        assertEquals(
                1,
                world.admin
                        .get("/shift-swaps?state=accepted")
                        .json()
                        .get("total")
                        .asInt());
    }

    @Test
    void aSwapOfWhatWasPlannedAnewIsNotDone() {
        UUID day = world.slot(made, world.day(2), "Day");
        String swap = made.path() + "/swaps/"
                + id(world.as("ann").post(made.path() + "/swaps", ask(day, world.ann, world.ben, null)));
        world.admin.post(
                made.path() + "/rotation", world.rotation(made, world.day(2), world.day(2), world.cat, world.cat));
        assertEquals(409, world.as("ben").post(swap + "/accept", null).status());
        assertEquals(200, world.as("ann").post(swap + "/withdraw", null).status());
    }

    @Test
    void whatHasEndedIsNeitherClearedNorOverwritten() {
        LocalDate first = world.day(1);
        LocalDate second = world.day(2);
        world.server.clock.forward(
                Duration.between(world.server.clock.instant(), Instant.parse(second + "T21:00:00Z")));
        Client admin = world.server.client();
        String range = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(first, first.plusDays(4));
        assertEquals(
                "{\"written\":0,\"removed\":7,\"kept\":3}",
                admin.post(made.path() + "/clear", range).body(),
                "a day, a night and a day have ended");
        assertEquals(
                "{\"written\":0,\"removed\":0,\"kept\":3}",
                admin.post(made.path() + "/clear", range).body());
        Answer onDuty = admin.get("/on-duty?scenarioId=" + made.id() + "&at=" + first + "T10:00:00Z");
        assertEquals("Ann", onDuty.json().at("/items/0/engineers/0/name").asString(), onDuty.body());
        assertEquals(
                "{\"written\":1,\"removed\":0,\"kept\":1}",
                admin.post(made.path() + "/rotation", world.rotation(made, second, second, world.cat, world.cat))
                        .body(),
                "of today only what has not ended is planned anew");
        String slot = admin.get(made.path() + "/calendar?from=" + first + "&to=" + first)
                .json()
                .at("/entries/0/id")
                .asString();
        String change = "{\"day\":\"%s\",\"start\":\"08:00\",\"end\":\"20:00\",\"engineerIds\":[],\"version\":1}";
        assertEquals(
                409,
                admin.put(made.path() + "/slots/" + slot, change.formatted(first))
                        .status());
    }

    @Test
    void aHandOverIsToldOnce() {
        world.server.clock.forward(
                Duration.between(world.server.clock.instant(), Instant.parse(world.day(2) + "T06:00:00Z")));
        TestServer.eventually("what was missed is told", () -> !world.handedOver.isEmpty());
        assertEquals(
                "Ben",
                world.handedOver.peek().changes().getFirst().to().getFirst().name());
        world.server.clock.forward(Duration.ofHours(2));
        TestServer.eventually("Ben hands over to Ann", () -> world.handedOver.stream()
                .anyMatch(e -> e.at().toString().equals(world.day(0) + "T08:00:00Z")));
        ShiftEvent.HandedOver event = world.handedOver.stream()
                .filter(e -> e.at().toString().equals(world.day(0) + "T08:00:00Z"))
                .findFirst()
                .orElseThrow();
        assertEquals("Ops", event.scenario().name());
        assertEquals(1, event.changes().size());
        ShiftEvent.Change change = event.changes().getFirst();
        assertEquals("Primary", change.role().name());
        assertEquals("Ben", change.from().getFirst().name());
        assertEquals("Ann", change.to().getFirst().name());
        assertEquals(List.of(), change.staying());
        // The next one is planned for the evening.
        world.server.clock.forward(
                Duration.between(world.server.clock.instant(), Instant.parse(world.day(0) + "T20:00:01Z")));
        TestServer.eventually("Ann hands over to Ben", () -> world.handedOver.stream()
                .anyMatch(e -> e.at().toString().equals(world.day(0) + "T20:00:00Z")));
        assertEquals(
                world.handedOver.size(),
                world.handedOver.stream()
                        .map(ShiftEvent.HandedOver::at)
                        .distinct()
                        .count());
    }

    @Test
    void aFeedIsReadByItsAddressUntilItIsDeleted() {
        Answer of = world.as("ann").post("/shift-feeds", "{\"engineerId\":\"" + world.ann + "\"}");
        UUID feed = id(of);
        String path = of.json().get("url").asString().replaceFirst("^https?://[^/]+", "/");
        Answer text = world.server.anonymous().get(path);
        assertEquals(200, text.status(), text.body());
        assertTrue(text.headers().firstValue("Content-Type").orElse("").startsWith("text/calendar"));
        assertEquals(5, text.body().split("BEGIN:VEVENT", -1).length - 1, text.body());
        String begins = "DTSTART:" + world.day(1).toString().replace("-", "") + "T080000Z";
        assertTrue(text.body().contains(begins), text.body());
        Answer listed = world.admin.get("/shift-feeds");
        assertEquals("Ann", listed.json().at("/items/0/of/name").asString());
        assertFalse(listed.body().contains(path.substring(path.lastIndexOf('/') + 1)), "the address is shown once");

        Answer all = world.admin.post("/shift-feeds", "{\"scenarioId\":\"" + made.id() + "\"}");
        String allPath = all.json().get("url").asString().replaceFirst("^https?://[^/]+", "/");
        assertEquals(10, world.server.anonymous().get(allPath).body().split("BEGIN:VEVENT", -1).length - 1);
        assertEquals(
                List.of("engineerId"), world.admin.post("/shift-feeds", "{}").fields());

        assertEquals(
                404,
                world.server
                        .signIn("other", "admin")
                        .delete("/shift-feeds/" + feed)
                        .status());
        assertEquals(204, world.admin.delete("/shift-feeds/" + feed).status());
        assertEquals(404, world.server.anonymous().get(path).status());
        assertEquals(404, world.server.anonymous().get("//calendars/short.ics").status());
    }
}
