package io.opencoc.notification;

import static io.opencoc.api.DeliveryException.permanent;
import static io.opencoc.api.DeliveryException.transientFailure;
import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static io.opencoc.notification.FakeChannel.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.sql.Database;
import io.opencoc.notification.FakeChannel.Arrived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A channel that takes only so many messages a minute at one address: nobody gets more, nothing is lost. */
class DigestIT {
    static final String ROBOT = "https://robot.example.com/send?key=1";
    static final int LIMIT = 20;

    NotificationFixture f;
    UUID engineer;

    @BeforeEach
    void start() {
        f = new NotificationFixture();
        f.channel.messagesPerMinute = LIMIT;
        f.channel.clock = f.server.clock;
        engineer = f.engineer("Ada", "ada@example.com");
    }

    @AfterEach
    void stop() {
        f.close();
    }

    List<UUID> write(String address, String language, int n) {
        Instant now = f.server.clock.instant();
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            drafts.add(new Draft(
                    Ids.at(now),
                    UUID.randomUUID(),
                    NotificationEvent.INCIDENT_CREATED,
                    null,
                    null,
                    null,
                    null,
                    "/incidents",
                    engineer,
                    "Ada",
                    "email",
                    address,
                    null,
                    language,
                    new Message("subject " + i, "text " + i, List.of())));
        }
        Database database = f.server.database();
        await(database.in(f.server.admin, tx -> new NotificationRepository().insert(tx, drafts, now)));
        f.notifications.deliveries().wake();
        return drafts.stream().map(Draft::id).toList();
    }

    void arrived(String address, int n) {
        eventually(n + " at " + address, () -> f.channel.to(address).size() == n);
    }

    JsonNode detail(UUID id) {
        return f.client.get("/notifications/" + id).json();
    }

    /** In no minute more than the limit. */
    void neverMoreThanTheLimit() {
        List<Instant> at =
                f.channel.to(ROBOT).stream().map(Arrived::at).sorted().toList();
        for (int i = LIMIT; i < at.size(); i++) {
            Duration between = Duration.between(at.get(i - LIMIT), at.get(i));
            assertTrue(between.compareTo(Duration.ofMinutes(1)) >= 0, "call " + i + " after " + between);
        }
    }

    @Test
    void aHundredMessagesWithinAMinuteAreTwentyCallsAndADigest() {
        List<UUID> ids = write(ROBOT, "en", 100);
        arrived(ROBOT, LIMIT);
        eventually("the rest is held", () -> f.count("state=waiting") == 80 && f.count("state=sent") == 20);
        write("https://robot.example.com/send?key=2", "en", 3);
        arrived("https://robot.example.com/send?key=2", 3);
        assertEquals(LIMIT, f.channel.to(ROBOT).size());
        JsonNode held = f.client.get("/notifications?state=waiting").json().at("/items/0");
        assertTrue(
                Instant.parse(held.get("nextAttemptAt").asString()).isAfter(f.server.clock.instant()), held.toString());
        assertFalse(held.has("digestOf"));

        f.server.clock.forward(Duration.ofSeconds(61));
        arrived(ROBOT, LIMIT + 1);
        eventually("all are sent", () -> f.count("state=sent") == 103);
        Arrived digest = f.channel.to(ROBOT).getLast();
        assertEquals("80 notifications", digest.message().subject());
        List<String> lines = digest.message().text().lines().toList();
        assertEquals(21, lines.size());
        assertEquals("… and 60 more in the console", lines.getLast());
        Set<String> subjects = new HashSet<>(lines);
        f.channel.to(ROBOT).stream()
                .limit(LIMIT)
                .forEach(a -> assertFalse(subjects.contains(a.message().subject())));
        long together = ids.stream()
                .map(this::detail)
                .peek(d -> {
                    assertEquals("sent", d.get("state").asString());
                    assertEquals("250 queued", d.get("lastAnswer").asString());
                    assertEquals(
                            d.get("subject").asString().replace("subject", "text"),
                            d.get("text").asString());
                    assertEquals(1, d.get("tries").size());
                })
                .filter(d -> d.path("digestOf").asInt(0) == 80)
                .count();
        assertEquals(80, together);

        // It takes messages again: what comes now goes alone until the next twenty are used up.
        write(ROBOT, "en", 100);
        arrived(ROBOT, 2 * LIMIT);
        f.server.clock.forward(Duration.ofSeconds(30));
        write(ROBOT, "en", 1);
        f.server.clock.forward(Duration.ofSeconds(31));
        eventually("all are sent", () -> f.count("state=sent") == 204);
        neverMoreThanTheLimit();
    }

    @Test
    void testsOfTheChannelCountToo() {
        String address = "ada@robot.example.com";
        write(address, "en", LIMIT - 1);
        arrived(address, LIMIT - 1);
        assertTrue(test(address).get("sent").asBoolean());
        JsonNode refused = test(address);
        assertFalse(refused.get("sent").asBoolean());
        assertEquals(
                "This address takes 20 messages a minute, and has had them: try again in 60 s.",
                refused.get("answer").asString());
        assertTrue(test("bob@robot.example.com").get("sent").asBoolean(), "another one has its own");
        UUID held = write(address, "en", 1).getFirst();
        eventually("it is held", () -> heldUntil(held).isAfter(f.server.clock.instant()));
        assertEquals(LIMIT, f.channel.to(address).size());
        f.server.clock.forward(Duration.ofSeconds(81));
        eventually("it goes", () -> detail(held).get("state").asString().equals("sent"));
        assertTrue(test(address).get("sent").asBoolean());
    }

    JsonNode test(String address) {
        return f.client
                .post("/notification-channels/email/test", "{\"address\":\"" + address + "\"}")
                .json();
    }

    @Test
    void theLogShowsNoKeysAndFindsNoneByThem() {
        String address = "https://robot.example.com/send?key=s3cret-key";
        UUID id = write(address, "en", 1).getFirst();
        arrived(address, 1);
        String shown = "https://robot.example.com/send?key=***";
        assertEquals(shown, detail(id).get("address").asString());
        assertEquals(
                shown,
                f.client
                        .get("/notifications?q=robot.example")
                        .json()
                        .at("/items/0/address")
                        .asString());
        assertEquals(
                0, f.client.get("/notifications?q=s3cret").json().get("items").size());
    }

    @Test
    void severalServersAndNewOnesKeepTheLimitTogether() {
        Deliveries one = f.another();
        Deliveries two = f.another();
        one.start();
        two.start();
        IntStream.range(0, 10).parallel().forEach(i -> write(ROBOT, "en", 10));
        arrived(ROBOT, LIMIT);
        await(f.notifications.deliveries().stop());
        await(one.stop());
        await(two.stop());
        write(ROBOT, "en", 5);
        Deliveries next = f.another();
        next.start();
        // the fragment is not the provider's: the same robot
        write(ROBOT + "#mention=1", "en", 1);
        write("elsewhere", "en", 1);
        arrived("elsewhere", 1);
        assertEquals(LIMIT, f.channel.to(ROBOT).size());
        assertEquals(0, f.channel.to(ROBOT + "#mention=1").size());
        f.server.clock.forward(Duration.ofSeconds(61));
        eventually("all are sent", () -> f.count("state=sent") == 107);
        assertEquals(LIMIT + 1, f.channel.to(ROBOT).size());
        assertEquals(1, f.channel.to(ROBOT + "#mention=1").size());
        neverMoreThanTheLimit();
        await(next.stop());
    }

    @Test
    void aFailedDigestIsTriedAgainWhole() {
        write(ROBOT, "zh-CN", LIMIT);
        arrived(ROBOT, LIMIT);
        f.channel.script(ROBOT, List.of(refuses(transientFailure("system busy")), refuses(permanent("no such robot"))));
        List<UUID> ids = write(ROBOT, "zh-CN", 12);
        eventually(
                "held",
                () -> f.count("state=sent") == LIMIT
                        && heldUntil(ids.getFirst()).isAfter(f.server.clock.instant()));
        f.server.clock.forward(Duration.ofSeconds(61));
        arrived(ROBOT, LIMIT + 1);
        Arrived first = f.channel.to(ROBOT).getLast();
        assertEquals("12 条通知", first.message().subject());
        assertEquals(1, first.message().attempt());
        eventually("recorded", () -> ids.stream().allMatch(id -> "system busy"
                .equals(detail(id).path("lastAnswer").asString(""))));
        assertEquals(1, ids.stream().map(this::heldUntil).distinct().count(), "all at the same time");
        f.server.clock.forward(Duration.ofSeconds(11));
        arrived(ROBOT, LIMIT + 2);
        Arrived second = f.channel.to(ROBOT).getLast();
        assertEquals(first.message().id(), second.message().id(), "recognisable");
        assertEquals(2, second.message().attempt());
        eventually("failed", () -> f.count("state=failed") == 12);
        assertEquals(12, detail(ids.getFirst()).get("digestOf").asInt());

        UUID again = ids.getFirst();
        assertEquals(
                200, f.client.post("/notifications/" + again + "/resend", "{}").status());
        eventually("sent alone", () -> detail(again).get("state").asString().equals("sent"));
        assertFalse(detail(again).has("digestOf"));
    }

    Instant heldUntil(UUID id) {
        return Instant.parse(detail(id).path("nextAttemptAt").asString("1970-01-01T00:00:00Z"));
    }

    /** A server that took a digest and died: the next one sends it when the lease is over; until then its call counts. */
    @Test
    void whatADeadServerHadGoesAgainTogether() {
        await(f.notifications.deliveries().stop());
        write(ROBOT, "en", LIMIT + 5);
        DeliveryRepository repository = new DeliveryRepository();
        Map<String, Integer> limits = Map.of("email", LIMIT);
        List<Leased> dead = lease(repository, limits);
        assertEquals(LIMIT, dead.size());
        assertEquals(LIMIT, Call.of(dead).size());
        f.server.clock.forward(Duration.ofSeconds(61));
        assertEquals(List.of(), lease(repository, limits), "under way for all that is known");
        f.server.clock.forward(Deliveries.LEASE);
        List<Leased> all = lease(repository, limits);
        assertEquals(1, Call.of(all).size());
        assertEquals(LIMIT + 5, all.size());
        f.server.clock.forward(Deliveries.LEASE.plusSeconds(1));
        Deliveries next = f.another();
        next.start();
        eventually("all are sent", () -> f.count("state=sent") == LIMIT + 5);
        assertEquals(
                "25 notifications", f.channel.to(ROBOT).getFirst().message().subject());
        assertEquals(1, f.channel.to(ROBOT).size());
        await(next.stop());
    }

    private List<Leased> lease(DeliveryRepository repository, Map<String, Integer> limits) {
        Instant now = f.server.clock.instant();
        return await(f.server
                .database()
                .withoutTenant(
                        tx -> repository.leaseLimited(tx, now, now.plus(Deliveries.LEASE), 100, new UUID[0], limits)));
    }
}
