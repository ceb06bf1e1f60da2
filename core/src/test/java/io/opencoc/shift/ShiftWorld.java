package io.opencoc.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.outbox.Subscriber;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server with shifts and three engineers, of whom Ann and Ben sign in; scenarios are in UTC. */
final class ShiftWorld implements AutoCloseable {
    final Queue<ShiftEvent.HandedOver> handedOver = new ConcurrentLinkedQueue<>();
    final TestServer server;
    EngineerService engineers;
    ShiftModule module;
    final Client admin;
    final UUID ann;
    final UUID ben;
    final UUID cat;

    ShiftWorld() {
        server = TestServer.with(
                kernel -> {
                    engineers = EngineerModule.create(kernel).service();
                    module = ShiftModule.create(kernel, engineers);
                    kernel.outbox()
                            .subscribe(new Subscriber<>(
                                    "test.shift",
                                    Set.of(ShiftEvent.HANDED_OVER),
                                    ShiftEvent.HandedOver.class,
                                    false,
                                    (tx, event) -> {
                                        handedOver.add(event);
                                        return Uni.createFrom().voidItem();
                                    }));
                },
                (kernel, router) -> module.mount(router));
        admin = server.client();
        ann = engineer("Ann", "ann");
        ben = engineer("Ben", "ben");
        cat = engineer("Cat", null);
    }

    /** An engineer, and the user who they are. */
    private UUID engineer(String name, String user) {
        String of = "";
        if (user != null) {
            TestServer.await(
                    server.iam.users().addUser(server.admin.tenant(), user, "secret", List.of("Incident Responder")));
            of = ",\"userId\":\""
                    + server.signIn("default", user)
                            .get("/sessions/current")
                            .json()
                            .at("/user/id")
                            .asString() + "\"";
        }
        return id(admin.post("/engineers", "{\"name\":\"" + name + "\"" + of + "}"));
    }

    static UUID id(Answer created) {
        assertEquals(201, created.status(), created.body());
        return UUID.fromString(created.json().get("id").asString());
    }

    Client as(String user) {
        return server.signIn("default", user);
    }

    LocalDate day(int ahead) {
        return server.clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(ahead);
    }

    /** A scenario of shifts with one role; gives path and role. */
    Made rotating(String name) {
        return made(name, "shift", "global");
    }

    Made made(String name, String mode, String dimension) {
        UUID id = id(admin.post(
                "/shift-scenarios",
                "{\"name\":\"%s\",\"mode\":\"%s\",\"dimension\":\"%s\"}".formatted(name, mode, dimension)));
        String path = "/shift-scenarios/" + id;
        return new Made(id, path, id(admin.post(path + "/roles", "{\"name\":\"Primary\"}")));
    }

    record Made(UUID id, String path, UUID role) {}

    /** A day of two shifts: one in the day, one over midnight. */
    String rotation(Made made, LocalDate from, LocalDate to, UUID day, UUID night) {
        String shift =
                "{\"name\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",\"roles\":[{\"roleId\":\"%s\",\"turns\":[[\"%s\"]]}]}";
        return "{\"from\":\"%s\",\"to\":\"%s\",\"shifts\":[%s,%s]}"
                .formatted(
                        from,
                        to,
                        shift.formatted("Day", "08:00", "20:00", made.role, day),
                        shift.formatted("Night", "20:00", "08:00", made.role, night));
    }

    /** The id of the shift of a day that has this name. */
    UUID slot(Made made, LocalDate day, String name) {
        return admin.get(made.path + "/calendar?from=" + day + "&to=" + day)
                .json()
                .get("entries")
                .valueStream()
                .filter(e -> e.path("day").asString("").equals(day.toString())
                        && e.path("name").asString("").equals(name))
                .map(e -> UUID.fromString(e.get("id").asString()))
                .findFirst()
                .orElseThrow();
    }

    /** Who is on duty at an instant. */
    List<String> onDuty(Made made, String at) {
        return admin.get("/on-duty?scenarioId=" + made.id + "&at=" + at)
                .json()
                .at("/items/0/engineers")
                .valueStream()
                .map(e -> e.get("name").asString())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
