package io.opencoc.bench;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.access.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A permission decision of somebody who has 50 statements, of which the last one decides. In {@code plain} the other 49 are about other actions; in
 * {@code conditions} all 50 are about the action, each with conditions on time, address and enterprise project, and only the last one's
 * project is the right one; in {@code addresses} only the last one's address is, which is the worst case.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PermissionBench {
    private static final String ACTION = "coc:incident:accept";
    private static final int STATEMENTS = 50;
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final UUID project = new UUID(1, 2);
    private final Target target = Target.of(project, new UUID(3, 4));
    private final Caller caller =
            new Caller(NOW, "10.1.2.3", "bench", "acceptIncident", ACTION, null, new AtomicBoolean());
    private final List<Statement> plain = statements(Kind.PLAIN);
    private final List<Statement> conditional = statements(Kind.CONDITIONS);
    private final Access addressesAccess = Access.of(statements(Kind.ADDRESSES));
    private final Access plainAccess = Access.of(plain);
    private final Access conditionalAccess = Access.of(conditional);

    private enum Kind {
        PLAIN,
        CONDITIONS,
        ADDRESSES
    }

    private List<Statement> statements(Kind kind) {
        boolean conditions = kind != Kind.PLAIN;
        List<Statement> out = new ArrayList<>();
        for (int i = 1; i <= STATEMENTS; i++) {
            boolean last = i == STATEMENTS;
            List<Glob> actions = conditions || last
                    ? List.of(new Glob("coc:alarm:*"), new Glob("coc:incident:*"))
                    : List.of(new Glob("coc:resource" + i + ":*"), new Glob("coc:*:verb" + i));
            UUID of = last || kind == Kind.ADDRESSES ? project : new UUID(9, i);
            String network = last || kind == Kind.CONDITIONS ? "10.0.0.0" : "172." + (16 + i) + ".0.0";
            List<Condition> all = conditions
                    ? List.of(
                            new Condition.Time("time", NOW.minusSeconds(60), NOW.plusSeconds(60)),
                            new Condition.Address(
                                    "address",
                                    List.of(new IpSubnetFilterRule(network, 12, IpFilterRuleType.ACCEPT)),
                                    true),
                            new Condition.Project("project", List.of(of), true))
                    : List.of();
            Statement.Origin origin = new Statement.Origin("policy " + i, null, 0, null);
            out.add(new Statement(true, actions, Statement.ALL_THINGS, all, origin));
        }
        return List.copyOf(out);
    }

    private static boolean right(Access.Decision decision) {
        if (!decision.allowed()) {
            throw new AssertionError("refused");
        }
        return true;
    }

    @Benchmark
    public boolean decidePlain() {
        return right(plainAccess.decide(ACTION, caller, target));
    }

    @Benchmark
    public boolean decideConditions() {
        return right(conditionalAccess.decide(ACTION, caller, target));
    }

    @Benchmark
    public boolean decideAddresses() {
        return right(addressesAccess.decide(ACTION, caller, target));
    }

    @Benchmark
    public boolean firstDecisionPlain() {
        return right(Access.of(plain).decide(ACTION, caller, target));
    }

    @Benchmark
    public boolean firstDecisionConditions() {
        return right(Access.of(conditional).decide(ACTION, caller, target));
    }

    @Benchmark
    public Scope scopePlain() {
        return plainAccess.scope(ACTION, caller);
    }

    @Benchmark
    public Scope scopeConditions() {
        return conditionalAccess.scope(ACTION, caller);
    }
}
