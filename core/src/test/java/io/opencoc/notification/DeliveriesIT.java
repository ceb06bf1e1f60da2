package io.opencoc.notification;

import static io.opencoc.api.DeliveryException.permanent;
import static io.opencoc.api.DeliveryException.throttled;
import static io.opencoc.api.DeliveryException.transientFailure;
import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static io.opencoc.notification.FakeChannel.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryReceipt;
import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer.Client;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How messages get to their channel when things go wrong. */
class DeliveriesIT {
    NotificationFixture f;

    @BeforeEach
    void start() {
        f = new NotificationFixture();
    }

    @AfterEach
    void stop() {
        f.close();
    }

    void lastAnswerIs(UUID incident, String answer) {
        eventually(
                "the answer is " + answer,
                () -> f.only(incident).path("lastAnswer").asString("").equals(answer));
    }

    @Test
    void triesAgainAfterTransientFailures() {
        f.channel.script(
                "ada@example.com",
                List.of(
                        refuses(transientFailure("451 try later")),
                        refuses(throttled("slow down", Duration.ofMinutes(5)))));
        UUID incident = f.incident(f.engineer("Ada", "ada@example.com"), "t");
        f.is(incident, "waiting");
        lastAnswerIs(incident, "451 try later");
        assertTrue(
                Instant.parse(f.only(incident).get("nextAttemptAt").asString()).isAfter(f.server.clock.instant()));
        f.server.clock.forward(Duration.ofSeconds(10));
        lastAnswerIs(incident, "slow down");
        Instant next = Instant.parse(f.only(incident).get("nextAttemptAt").asString());
        assertTrue(next.isAfter(f.server.clock.instant().plusSeconds(240)), "the provider asked for five minutes");
        f.server.clock.forward(Duration.ofMinutes(5));
        JsonNode sent = f.is(incident, "sent");
        assertEquals(3, sent.get("attempts").asInt());
        assertEquals(
                List.of("250 queued", "slow down", "451 try later"),
                f.client
                        .get("/notifications/" + sent.get("id").asString())
                        .json()
                        .get("tries")
                        .valueStream()
                        .map(t -> t.get("answer").asString())
                        .toList());
        assertEquals(3, f.channel.arrived.size());
        assertEquals(
                1,
                f.channel.arrived.stream().map(a -> a.message().id()).distinct().count(),
                "the message's id is stable");
    }

    /** A server that took the row and died: the next one waits for the end of the lease. */
    @Test
    void whatADeadServerHadIsSentWhenItsLeaseIsOver() {
        await(f.notifications.deliveries().stop());
        UUID incident = f.incident(f.engineer("Ada", "ada@example.com"), "t");
        f.is(incident, "waiting");
        Instant now = f.server.clock.instant();
        DeliveryRepository repository = new DeliveryRepository();
        List<Leased> taken = await(f.server
                .database()
                .withoutTenant(tx -> repository.lease(tx, now, now.plus(Deliveries.LEASE), 10, new UUID[0], Set.of())));
        assertEquals(1, taken.size());

        Deliveries next = f.another();
        await(next.lease());
        assertEquals(0, f.channel.arrived.size(), "leased by the dead one");
        f.server.clock.forward(Deliveries.LEASE.plusSeconds(1));
        next.start();
        assertEquals(2, f.is(incident, "sent").get("attempts").asInt());

        // The dead one was only slow: its failure comes late and changes nothing any more.
        Result late = Result.failed(
                UUID.randomUUID(), taken.getFirst(), permanent("late"), f.server.clock.instant(), 1, 0, null);
        await(f.server.database().withoutTenant(tx -> repository.record(tx, f.server.clock.instant(), List.of(late))));
        assertEquals("sent", f.only(incident).get("state").asString());
        await(next.stop());
    }

    @Test
    void aSlowAcceptanceCountsEvenAfterItsLease() {
        await(f.notifications.deliveries().stop());
        UUID incident = f.incident(f.engineer("Ada", "ada@example.com"), "t");
        f.is(incident, "waiting");
        Instant now = f.server.clock.instant();
        DeliveryRepository repository = new DeliveryRepository();
        Leased slow = await(f.server
                        .database()
                        .withoutTenant(tx -> repository.lease(tx, now, now, 10, new UUID[0], Set.of())))
                .getFirst();
        Leased failing = await(f.server
                        .database()
                        .withoutTenant(tx -> repository.lease(tx, now, now.plusSeconds(9), 10, new UUID[0], Set.of())))
                .getFirst();
        Result failed = Result.failed(UUID.randomUUID(), failing, permanent("no"), now, 1, 0, null);
        Result sent = Result.sent(UUID.randomUUID(), slow, new DeliveryReceipt("", "250 late"), null);
        for (Result result : List.of(failed, sent)) {
            await(f.server.database().withoutTenant(tx -> repository.record(tx, now, List.of(result))));
        }
        assertEquals("250 late", f.is(incident, "sent").get("lastAnswer").asString());
    }

    @Test
    void manyServersLeaseEachRowOnceAndSendEachMessageOnce() {
        await(f.notifications.deliveries().stop());
        UUID ada = f.engineer("Ada", "ada@example.com");
        IntStream.range(0, 200).parallel().forEach(i -> f.incident(ada, "t" + i));
        f.untilAllEventsAreTaken();
        Instant now = f.server.clock.instant();
        DeliveryRepository repository = new DeliveryRepository();
        Queue<UUID> leased = new ConcurrentLinkedQueue<>();
        eventually("all are leased", () -> {
            IntStream.range(0, 6).parallel().forEach(i -> await(f.server
                            .database()
                            .withoutTenant(tx ->
                                    repository.lease(tx, now, now.plus(Deliveries.LEASE), 16, new UUID[0], Set.of())))
                    .forEach(l -> leased.add(l.id())));
            return leased.size() >= 200;
        });
        assertEquals(200, leased.size());
        assertEquals(200, Set.copyOf(leased).size());

        f.server.clock.forward(Deliveries.LEASE.plusSeconds(1));
        Deliveries one = f.another();
        Deliveries two = f.another();
        one.start();
        two.start();
        eventually("all are sent", () -> f.count("state=sent") == 200);
        assertEquals(200, f.channel.arrived.size());
        await(one.stop());
        await(two.stop());
    }

    @Test
    void aTenantWhoseProviderHangsDoesNotStopTheOthers() {
        f.channel.script(
                "hangs@example.com", Collections.nCopies(100, Uni.createFrom().<DeliveryReceipt>nothing()));
        UUID stuck = f.engineer("Stuck", "hangs@example.com");
        IntStream.range(0, 100).parallel().forEach(i -> f.incident(stuck, "t" + i));
        eventually("many hang", () -> f.channel.to("hangs@example.com").size() >= 16);
        UUID olga = f.engineer(f.server.otherAdmin, "Olga", "olga@example.com", "en");
        f.incident(f.server.otherAdmin, olga, "t");
        eventually(
                "the other tenant's arrives",
                () -> f.channel.to("olga@example.com").size() == 1);
        assertFalse(f.channel.to("hangs@example.com").size() > 31, "bounded for one tenant");
    }

    /** What a plug-in is lent for a message is its tenant's alone, also while it sends for both at once. */
    @Test
    void aChannelSeesOnlyTheTenantsOwnSettingsAndSecrets() {
        Client other = f.server.signIn("other", "admin");
        for (Map.Entry<String, Client> tenant :
                Map.of("one", f.client, "two", other).entrySet()) {
            assertEquals(
                    200,
                    tenant.getValue()
                            .put(
                                    "/notification-channels/email",
                                    "{\"settings\":{\"host\":\"%1$s.example.com\",\"password\":\"secret of %1$s\"}}"
                                            .formatted(tenant.getKey()))
                            .status());
        }
        UUID ada = f.engineer("Ada", "ada@one.example.com");
        UUID olga = f.engineer(f.server.otherAdmin, "Olga", "olga@two.example.com", "en");
        IntStream.range(0, 20).parallel().forEach(i -> {
            f.incident(f.server.admin, ada, "heron " + i);
            f.incident(f.server.otherAdmin, olga, "magpie " + i);
        });
        eventually("all arrive", () -> f.channel.arrived.size() == 40);
        for (FakeChannel.Arrived a : f.channel.arrived) {
            boolean one = a.recipient().address().equals("ada@one.example.com");
            String own = one ? "one" : "two";
            assertEquals(own + ".example.com", a.host());
            assertEquals("secret of " + own, a.password());
            assertEquals(one ? "Ada" : "Olga", a.recipient().name());
            String everything = a.message().toString() + a.recipient();
            assertTrue(everything.contains(one ? "heron" : "magpie"), everything);
            assertFalse(everything.contains(one ? "magpie" : "heron"), everything);
        }
    }

    @Test
    void whatADisabledTenantHasWaitsUntilItIsEnabled() throws Exception {
        String flag = "UPDATE tenant SET disabled_at = %s WHERE id = '" + f.server.otherAdmin.tenant() + "'";
        TestDatabase.sql(f.server.address, flag.formatted("now()"));
        eventually("it is known", () -> f.server.kernel.disabledTenants().has(f.server.otherAdmin.tenant()));
        UUID olga = f.engineer(f.server.otherAdmin, "Olga", "olga@example.com", "en");
        f.incident(f.server.otherAdmin, olga, "waits");
        f.untilAllEventsAreTaken();
        UUID ada = f.engineer("Ada", "ada@example.com");
        f.is(f.incident(ada, "is sent"), "sent");
        assertEquals(1, f.channel.arrived.size());
        TestDatabase.sql(f.server.address, flag.formatted("NULL"));
        eventually("it is sent", () -> f.channel.to("olga@example.com").size() == 1);
    }
}
