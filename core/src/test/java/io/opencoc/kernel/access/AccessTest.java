package io.opencoc.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Statement.Origin ORIGIN = new Statement.Origin("p", null, 0, null);
    private static final UUID HERE = UUID.randomUUID();
    private static final UUID THERE = UUID.randomUUID();
    private static final UUID THING = UUID.randomUUID();

    private static Statement statement(boolean allows, String action, Condition... conditions) {
        return new Statement(allows, List.of(new Glob(action)), Statement.ALL_THINGS, List.of(conditions), ORIGIN);
    }

    private static Caller caller(String at, String address) {
        return new Caller(Instant.parse(at), address, "", "", "", null, new AtomicBoolean());
    }

    private static boolean may(Access access, String action, Target target) {
        return access.decide(action, Caller.system(), target).allowed();
    }

    @Test
    void aDenialGoesBeforeEveryAllowance() {
        Statement denial = statement(false, "coc:incident:close");
        Access access = Access.of(List.of(statement(true, "coc:*:*"), denial, statement(true, "coc:incident:close")));
        assertTrue(may(access, "coc:incident:list", Target.TENANT));
        Access.Decision decision = access.decide("coc:incident:close", Caller.system(), Target.TENANT);
        assertFalse(decision.allowed());
        assertSame(denial, decision.by());
        assertFalse(access.some("coc:incident:close", Caller.system()));
        assertNull(Access.NONE
                .decide("coc:incident:list", Caller.system(), Target.TENANT)
                .by());
    }

    @Test
    void conditionsOnTheRequestMustHold() {
        Condition in2026 =
                new Condition.Time("t", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
        Condition office = new Condition.Address(
                "a", List.of(new IpSubnetFilterRule("10.0.0.0", 8, IpFilterRuleType.ACCEPT)), true);
        Access access = Access.of(List.of(statement(true, "coc:*:*", in2026, office)));
        for (String[] request : new String[][] {
            {"2026-01-01T00:00:00Z", "10.1.2.3", "true"},
            {"2025-12-31T23:59:59.999999Z", "10.1.2.3", "false"},
            {"2027-01-01T00:00:00Z", "10.1.2.3", "false"},
            {"2026-06-01T00:00:00Z", "11.1.2.3", "false"},
            {"2026-06-01T00:00:00Z", "::ffff:10.1.2.3", "true"},
            {"2026-06-01T00:00:00Z", "office.example.com", "false"}
        }) {
            Caller c = caller(request[0], request[1]);
            boolean expected = Boolean.parseBoolean(request[2]);
            assertEquals(
                    expected,
                    access.decide("coc:incident:list", c, Target.TENANT).allowed(),
                    request[0] + request[1]);
            assertEquals(expected, access.some("coc:incident:list", c));
        }
    }

    @Test
    void conditionsOnTheThingMustHold() {
        Access access = Access.of(List.of(
                statement(true, "coc:incident:*", new Condition.Project("p", List.of(HERE), true)),
                statement(true, "coc:alarm:*", new Condition.Project("p", List.of(HERE), false)),
                statement(true, "coc:host:*", new Condition.Tag("t", "team", List.of(new Glob("ops-*")), true)),
                statement(false, "coc:host:delete", new Condition.Tag("t", "stage", List.of(new Glob("prod")), true))));
        assertTrue(may(access, "coc:incident:list", Target.of(HERE, null)));
        assertFalse(may(access, "coc:incident:list", Target.of(THERE, null)));
        assertFalse(may(access, "coc:incident:list", Target.TENANT));
        assertFalse(may(access, "coc:alarm:list", Target.of(HERE, null)));
        assertTrue(may(access, "coc:alarm:list", Target.TENANT));
        Target ops = new Target(HERE, THING, Map.of("team", "ops-1", "stage", "test"));
        Target prod = new Target(HERE, THING, Map.of("team", "ops-1", "stage", "prod"));
        assertTrue(may(access, "coc:host:delete", ops));
        assertFalse(may(access, "coc:host:delete", prod));
        assertTrue(may(access, "coc:host:get", prod));
        assertFalse(may(access, "coc:host:get", Target.of(HERE, THING)), "without the tag");
    }

    @Test
    void thingsAreMeantByTypeAndId() {
        Statement one = new Statement(
                true,
                List.of(new Glob("coc:*:*")),
                List.of(new Statement.Thing(new Glob("incident"), new Glob(THING.toString()))),
                List.of(),
                ORIGIN);
        Access access = Access.of(List.of(one));
        assertTrue(may(access, "coc:incident:close", Target.of(HERE, THING)));
        assertFalse(may(access, "coc:incident:close", Target.of(HERE, UUID.randomUUID())));
        assertFalse(may(access, "coc:incident:create", Target.of(HERE, null)), "what has no id yet");
        assertFalse(may(access, "coc:alarm:get", Target.of(HERE, THING)));
        assertEquals(
                Access.Outcome.OTHER_THING,
                access.explain("coc:alarm:get", Caller.system(), Target.of(HERE, THING))
                        .getFirst()
                        .outcome());
    }

    @Test
    void aTokenMayDoNothingThatItsUserMayNot() {
        Access user = Access.of(List.of(statement(true, "coc:incident:*"), statement(false, "coc:incident:close")));
        Access token = user.within(List.of("coc:incident:close", "coc:incident:list", "coc:user:*"));
        assertTrue(may(token, "coc:incident:list", Target.TENANT));
        assertFalse(may(token, "coc:incident:close", Target.TENANT));
        assertFalse(may(token, "coc:incident:get", Target.TENANT));
        assertFalse(may(token, "coc:user:list", Target.TENANT));
        assertFalse(token.some("coc:user:list", Caller.system()));
    }

    @Test
    void theLastOfFiftyStatementsCounts() {
        List<Statement> all = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            all.add(statement(true, "coc:thing" + i + ":*", new Condition.Project("p", List.of(THERE), true)));
        }
        Statement last = statement(true, "coc:incident:get", new Condition.Project("p", List.of(HERE), true));
        all.add(last);
        Access access = Access.of(all);
        assertSame(
                last,
                access.decide("coc:incident:get", Caller.system(), Target.of(HERE, THING))
                        .by());
        assertEquals(
                50,
                access.explain("coc:incident:get", Caller.system(), Target.TENANT)
                        .size());
        assertEquals(
                Access.Outcome.CONDITION_FAILS,
                access.explain("coc:incident:get", Caller.system(), Target.TENANT)
                        .getLast()
                        .outcome());
    }

    @Test
    void aScopeKnowsItsProjects() {
        Condition here = new Condition.Project("p", List.of(HERE), true);
        Condition both = new Condition.Project("p", List.of(HERE, THERE), true);
        assertNull(Access.of(List.of(statement(true, "coc:*:*", here), statement(true, "coc:incident:*")))
                .scope("coc:incident:get", Caller.system())
                .projects());
        assertEquals(
                Set.of(HERE, THERE),
                Access.of(List.of(statement(true, "coc:*:*", both)))
                        .scope("coc:incident:get", Caller.system())
                        .projects());
        assertEquals(
                Set.of(THERE),
                Access.of(List.of(statement(true, "coc:*:*", both), statement(false, "coc:*:get", here)))
                        .scope("coc:incident:get", Caller.system())
                        .projects());
        assertEquals(
                Set.of(HERE),
                Access.of(List.of(statement(true, "coc:*:*", both, here)))
                        .scope("coc:incident:get", Caller.system())
                        .projects());
    }

    @Test
    void anAddressThatIsNotKnownIsInNoNetwork() {
        List<IpSubnetFilterRule> office = List.of(new IpSubnetFilterRule("10.0.0.0", 8, IpFilterRuleType.ACCEPT));
        // "Deny what does not come from the office" must not be void for one whose address nobody knows.
        Access access = Access.of(List.of(
                statement(true, "coc:*:*"), statement(false, "coc:*:*", new Condition.Address("a", office, false))));
        String at = "2026-01-01T00:00:00Z";
        for (String address : List.of("unknown", "", "cafe", "dead.beef", "10.1", "192.0.2.1", "::ffff:192.0.2.1")) {
            assertFalse(
                    access.decide("coc:x:y", caller(at, address), Target.TENANT).allowed(), address);
        }
        for (String address : List.of("10.1.2.3", "::ffff:10.1.2.3")) {
            assertTrue(
                    access.decide("coc:x:y", caller(at, address), Target.TENANT).allowed(), address);
        }
    }
}
