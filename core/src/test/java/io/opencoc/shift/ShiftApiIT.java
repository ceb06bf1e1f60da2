package io.opencoc.shift;

import static io.opencoc.shift.ShiftWorld.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.shift.ShiftWorld.Made;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShiftApiIT {
    static ShiftWorld world;
    static Client admin;

    @BeforeAll
    static void start() {
        world = new ShiftWorld();
        admin = world.admin;
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aScenarioKeepsModeAndDimensionAndItsZoneOnceSomebodyIsPlanned() {
        Made made = world.rotating("Kept");
        Answer changed = admin.put(made.path(), "{\"name\":\"Kept too\",\"zone\":\"Europe/Berlin\"}");
        assertEquals("Europe/Berlin", changed.json().get("zone").asString(), changed.body());
        assertEquals("shift", changed.json().get("mode").asString());
        assertEquals(
                List.of("mode"),
                admin.put(made.path(), "{\"name\":\"x\",\"mode\":\"fixed\"}").fields());
        assertEquals(
                200,
                admin.post(
                                made.path() + "/rotation",
                                world.rotation(made, world.day(1), world.day(2), world.ann, world.ben))
                        .status());
        assertEquals(
                409, admin.put(made.path(), "{\"name\":\"x\",\"zone\":\"UTC\"}").status());
    }

    @Test
    void badInputNamesTheField() {
        String mode = ",\"mode\":\"shift\",\"dimension\":\"global\"";
        assertEquals(
                List.of("zone"),
                admin.post("/shift-scenarios", "{\"name\":\"z\",\"zone\":\"Mars/Base\"" + mode + "}")
                        .fields());
        assertEquals(
                List.of("zone"),
                admin.post("/shift-scenarios", "{\"name\":\"z\",\"zone\":\"+02:00\"" + mode + "}")
                        .fields());
        assertEquals(
                List.of("description"),
                admin.post(
                                "/shift-scenarios",
                                "{\"name\":\"z\",\"description\":\"" + "x".repeat(513) + "\"" + mode + "}")
                        .fields());
        Made made = world.rotating("Fields");
        assertEquals(
                List.of("name"),
                admin.post("/shift-scenarios", "{\"name\":\"Fields\"" + mode + "}")
                        .fields());
        assertEquals(
                List.of("name"),
                admin.post(made.path() + "/roles", "{\"name\":\"Primary\"}").fields());
        assertEquals(List.of("from"), bad(made, world.day(-1), world.day(2)));
        assertEquals(List.of("to"), bad(made, world.day(2), world.day(1)));
        assertEquals(List.of("to"), bad(made, world.day(1), world.day(367)));
        assertEquals(List.of("from"), bad(made, world.day(731), world.day(731)));
        String right = world.rotation(made, world.day(1), world.day(1), world.ann, world.ben);
        assertEquals(
                List.of("shifts[1].roles[0].turns[0][0]"),
                plan(made, right.replace(world.ben.toString(), UUID.randomUUID().toString()))
                        .fields());
        assertEquals(
                List.of("shifts[0].roles[0].roleId"),
                plan(
                                made,
                                right.replace(
                                        made.role().toString(),
                                        UUID.randomUUID().toString()))
                        .fields());
        assertEquals(
                List.of("shifts[0].start"),
                plan(made, right.replace("08:00\",\"end\":\"20", "24:00\",\"end\":\"20"))
                        .fields());
        assertEquals(
                List.of("applications"),
                plan(made, right.replace("{\"from", "{\"applications\":[\"a\"],\"from"))
                        .fields());
        assertEquals(
                List.of("to"),
                admin.get(made.path() + "/calendar?from=" + world.day(0) + "&to=" + world.day(62))
                        .fields());
        assertEquals(
                409,
                admin.post(
                                made.path() + "/members",
                                "{\"roleId\":\"%s\",\"engineerIds\":[\"%s\"]}".formatted(made.role(), world.ann))
                        .status());
    }

    private static Answer plan(Made made, String rotation) {
        return admin.post(made.path() + "/rotation", rotation);
    }

    private static List<String> bad(Made made, LocalDate from, LocalDate to) {
        return plan(made, world.rotation(made, from, to, world.ann, world.ben)).fields();
    }

    @Test
    void aRotationIsPlannedOverwrittenChangedForADayCopiedAndCleared() {
        Made made = world.rotating("Whole");
        Answer planned = plan(made, world.rotation(made, world.day(1), world.day(7), world.ann, world.ben));
        assertEquals("{\"written\":14,\"removed\":0,\"kept\":0}", planned.body());
        assertEquals(List.of("Ann"), world.onDuty(made, world.day(3) + "T08:00:00Z"));
        assertEquals(List.of("Ben"), world.onDuty(made, world.day(4) + "T07:59:59Z"), "over midnight");
        assertEquals(List.of(), world.onDuty(made, world.day(1) + "T07:59:59Z"));

        planned = plan(made, world.rotation(made, world.day(7), world.day(8), world.cat, world.ben));
        assertEquals("{\"written\":4,\"removed\":2,\"kept\":0}", planned.body(), "a new plan overwrites");
        assertEquals(List.of("Cat"), world.onDuty(made, world.day(7) + "T10:00:00Z"));

        String day =
                "{\"day\":\"%s\",\"shifts\":[{\"start\":\"00:00\",\"end\":\"00:00\",\"roles\":[{\"roleId\":\"%s\",\"engineerIds\":[\"%s\",\"%s\"]}]}]}"
                        .formatted(world.day(5), made.role(), world.cat, world.ann);
        assertEquals(
                "{\"written\":1,\"removed\":2,\"kept\":0}",
                admin.post(made.path() + "/day", day).body());
        assertEquals(List.of("Ben", "Cat", "Ann"), world.onDuty(made, world.day(5) + "T07:00:00Z"));

        Answer copied = admin.post(
                made.path() + "/copy",
                "{\"from\":\"%s\",\"to\":\"%s\",\"targetFrom\":\"%s\",\"targetTo\":\"%s\"}"
                        .formatted(world.day(1), world.day(5), world.day(11), world.day(17)));
        assertEquals(
                "{\"written\":13,\"removed\":0,\"kept\":0}", copied.body(), "nine of five days and four of two more");
        assertEquals(List.of("Cat", "Ann"), world.onDuty(made, world.day(15) + "T09:00:00Z"));
        assertEquals(List.of("Ann"), world.onDuty(made, world.day(16) + "T09:00:00Z"));

        Answer cleared = admin.post(
                made.path() + "/clear",
                "{\"from\":\"%s\",\"to\":\"%s\",\"roleIds\":[\"%s\"]}"
                        .formatted(world.day(2), world.day(30), made.role()));
        assertEquals(26, cleared.json().get("removed").asInt(), cleared.body());
        assertEquals(List.of(), world.onDuty(made, world.day(3) + "T10:00:00Z"));
        assertEquals(List.of("Ann"), world.onDuty(made, world.day(1) + "T10:00:00Z"));
    }

    @Test
    void theCalendarTellsGapsDoubleBookingsAndStandIns() {
        Made made = world.rotating("Shown");
        LocalDate day = world.day(3);
        String shifts =
                "{\"from\":\"%1$s\",\"to\":\"%1$s\",\"shifts\":[{\"start\":\"08:00\",\"end\":\"16:00\",\"roles\":[{\"roleId\":\"%2$s\",\"turns\":[[\"%3$s\"]]}]},"
                        + "{\"start\":\"15:00\",\"end\":\"18:00\",\"roles\":[{\"roleId\":\"%2$s\",\"turns\":[[\"%3$s\"]]}]}]}";
        assertEquals(
                200, plan(made, shifts.formatted(day, made.role(), world.ann)).status());
        String at = made.path() + "/calendar?from=" + day + "&to=" + day;
        assertEquals(2, admin.get(at).json().get("gaps").size(), admin.get(at).body());
        assertEquals(
                day + "T15:00:00Z",
                admin.get(at).json().at("/doubles/0/startsAt").asString());
        assertEquals(
                day + "T16:00:00Z", admin.get(at).json().at("/doubles/0/endsAt").asString());
        String standIn =
                "{\"roleId\":\"%s\",\"engineerId\":\"%s\",\"startsAt\":\"%sT00:00:00Z\",\"endsAt\":\"%sT09:00:00Z\"}"
                        .formatted(made.role(), world.cat, day, day);
        UUID override = id(admin.post(made.path() + "/overrides", standIn));
        assertEquals(List.of("Cat"), world.onDuty(made, day + "T08:30:00Z"));
        assertEquals(1, admin.get(at).json().get("gaps").size(), "who stands in also fills a gap");
        assertEquals(
                "Cat", admin.get(at).json().at("/overrides/0/engineer/name").asString());
        assertEquals(204, admin.delete(made.path() + "/overrides/" + override).status());
        assertEquals(404, admin.delete(made.path() + "/overrides/" + override).status());
        assertEquals(List.of("Ann"), world.onDuty(made, day + "T08:30:00Z"));
        assertEquals(
                List.of("endsAt"),
                admin.post(made.path() + "/overrides", standIn.replace(day + "T09", day.minusDays(9) + "T09"))
                        .fields());
    }

    @Test
    void oneShiftIsChangedByTheVersionThatWasRead() {
        Made made = world.rotating("Dragged");
        plan(made, world.rotation(made, world.day(2), world.day(2), world.ann, world.ben));
        UUID slot = world.slot(made, world.day(2), "Day");
        String body =
                "{\"day\":\"%s\",\"name\":\"Day\",\"start\":\"09:00\",\"end\":\"20:00\",\"engineerIds\":[\"%s\"],\"version\":1}"
                        .formatted(world.day(4), world.cat);
        Answer changed = admin.put(made.path() + "/slots/" + slot, body);
        assertEquals(2, changed.json().get("version").asInt(), changed.body());
        assertEquals(List.of("Cat"), world.onDuty(made, world.day(4) + "T09:00:00Z"));
        assertEquals(List.of(), world.onDuty(made, world.day(2) + "T09:00:00Z"));
        assertEquals(409, admin.put(made.path() + "/slots/" + slot, body).status(), "somebody else was faster");
        assertEquals(
                List.of("engineerIds[0]"),
                admin.put(
                                made.path() + "/slots/" + slot,
                                body.replace(
                                        world.cat.toString(), UUID.randomUUID().toString()))
                        .fields());
        assertEquals(
                404,
                admin.put(world.rotating("Elsewhere").path() + "/slots/" + slot, body)
                        .status());
    }

    @Test
    void fixedPeopleAreOnDutyOnTheirDays() {
        Made made = world.made("Fixed", "fixed", "application");
        String body = "{\"roleId\":\"%s\",\"engineerIds\":[\"%s\"],\"applications\":[\"shop\"]%s}";
        assertEquals(
                List.of("applications"),
                admin.post(
                                made.path() + "/members",
                                body.formatted(made.role(), world.ann, "").replace("[\"shop\"]", "[]"))
                        .fields());
        assertEquals(
                201,
                admin.post(made.path() + "/members", body.formatted(made.role(), world.ann, ""))
                        .status());
        String later = ",\"regions\":[\"north\"],\"from\":\"" + world.day(5) + "\"";
        Answer added = admin.post(made.path() + "/members", body.formatted(made.role(), world.ben, later));
        assertEquals(201, added.status(), added.body());
        assertEquals(
                409,
                admin.post(made.path() + "/members", body.formatted(made.role(), world.ben, later))
                        .status());
        String on = "/on-duty?scenarioId=" + made.id() + "&application=shop&region=north&at=";
        assertEquals(
                "Ann",
                admin.get(on + world.day(4) + "T23:59:59Z")
                        .json()
                        .at("/items/0/engineers/0/name")
                        .asString());
        assertEquals(
                "Ben",
                admin.get(on + world.day(5) + "T00:00:00Z")
                        .json()
                        .at("/items/0/engineers/0/name")
                        .asString());
        assertEquals(
                2,
                admin.get("/on-duty?scenarioId=" + made.id() + "&at=" + world.day(4) + "T00:00:00Z")
                        .json()
                        .get("items")
                        .size());
        String member = added.json().at("/items/0/id").asString();
        assertEquals(
                200,
                admin.put(made.path() + "/members/" + member, "{\"from\":\"" + world.day(6) + "\"}")
                        .status());
        assertEquals(
                "Ann",
                admin.get(on + world.day(5) + "T00:00:00Z")
                        .json()
                        .at("/items/0/engineers/0/name")
                        .asString());
        assertEquals(
                409,
                admin.post(
                                made.path() + "/rotation",
                                world.rotation(made, world.day(1), world.day(1), world.ann, world.ben))
                        .status());
        assertEquals(204, admin.delete(made.path() + "/members/" + member).status());
        assertEquals(404, admin.delete(made.path() + "/members/" + member).status());
    }

    @Test
    void aUsedRoleAndItsPeopleStay() {
        Made made = world.rotating("Used");
        UUID dan = id(admin.post("/engineers", "{\"name\":\"Dan\"}"));
        plan(made, world.rotation(made, world.day(1), world.day(1), dan, dan));
        Answer refused = admin.delete(made.path());
        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("Primary"), refused.body());
        assertEquals(409, admin.delete(made.path() + "/roles/" + made.role()).status());
        assertEquals(409, admin.delete("/engineers/" + dan).status());
        admin.post(made.path() + "/clear", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(world.day(0), world.day(2)));
        assertEquals(204, admin.delete(made.path() + "/roles/" + made.role()).status());
        assertEquals(204, admin.delete(made.path()).status());
        assertEquals(404, admin.get(made.path()).status());
        assertEquals(204, admin.delete("/engineers/" + dan).status());
    }

    @Test
    void anotherFeatureIsToldWhoIsOnDutyAndKeepsARole() {
        Made made = world.rotating("Asked");
        plan(made, world.rotation(made, world.day(1), world.day(1), world.ann, world.ben));
        ShiftService service = world.module.service();
        List<ShiftService.RoleDuty> found = TestServer.await(world.server
                .database()
                .in(
                        world.server.admin,
                        tx -> service.onDuty(
                                tx,
                                made.id(),
                                List.of(made.role(), UUID.randomUUID()),
                                "ignored",
                                null,
                                java.time.Instant.parse(world.day(1) + "T12:00:00Z"))));
        assertEquals(1, found.size());
        assertEquals("Ann", found.getFirst().engineers().getFirst().name());
        assertEquals(
                List.of(),
                TestServer.await(world.server
                        .database()
                        .in(
                                world.server.otherAdmin,
                                tx -> service.onDuty(
                                        tx,
                                        made.id(),
                                        List.of(),
                                        null,
                                        null,
                                        java.time.Instant.parse(world.day(1) + "T12:00:00Z")))),
                "another tenant's scenario");
        Made kept = world.rotating("Kept for a rule");
        service.blockedBy((tx, role) ->
                io.smallrye.mutiny.Uni.createFrom().item(role.equals(kept.role()) ? "a rule tells it" : null));
        assertTrue(admin.delete(kept.path()).body().contains("a rule tells it"));
    }

    @Test
    void isGuardedAndKeptApart() {
        Made made = world.rotating("Guarded");
        Client reader = world.server.signIn("default", "reader");
        assertEquals(200, reader.get(made.path() + "/calendar").status());
        assertEquals(200, reader.get("/on-duty").status());
        Answer refused = reader.post(made.path() + "/roles", "{\"name\":\"x\"}");
        assertEquals(403, refused.status());
        assertTrue(refused.body().contains("coc:schedule:update"), refused.body());
        Client other = world.server.signIn("other", "admin");
        assertEquals(404, other.get(made.path() + "/calendar").status());
        assertEquals(404, other.post(made.path() + "/roles", "{\"name\":\"x\"}").status());
        assertEquals(0, other.get("/on-duty").json().get("items").size());
    }
}
