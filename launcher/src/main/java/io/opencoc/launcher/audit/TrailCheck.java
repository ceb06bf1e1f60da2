package io.opencoc.launcher.audit;

import io.opencoc.audit.ChainWalk;
import io.opencoc.audit.TrailHead;
import io.opencoc.audit.TrailKey;
import io.opencoc.launcher.settings.Settings;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks the trail of every tenant and tells what it found. */
public final class TrailCheck {
    private TrailCheck() {}

    /**
     * A place of the chain that somebody has noted.
     *
     * @param number of the line
     * @param hash its seal
     */
    public record Expected(long number, byte[] hash) {}

    /**
     * Checks.
     *
     * @param tenant name of the only tenant to check; null for all
     * @param expected a place in its chain; null for none
     * @param out takes a line for each tenant
     * @return whether all is as it was sealed
     * @throws IllegalStateException when it cannot be checked, with what to do about it
     */
    public static boolean run(
            Settings settings, @Nullable String tenant, @Nullable Expected expected, Consumer<String> out)
            throws Exception {
        try (TrailSource source = TrailSource.open(settings)) {
            TrailReader trail = source.reader();
            TrailKey key = trail.key(source.secrets());
            List<TrailReader.Tenant> tenants = trail.tenants(tenant);
            if (tenants.isEmpty()) {
                throw new IllegalStateException(
                        tenant == null ? "The database has no tenants" : "There is no tenant " + tenant);
            }
            boolean right = true;
            for (TrailReader.Tenant t : tenants) {
                right &= check(trail, key, t, expected, source.serverRuns(), out);
            }
            return right;
        } catch (SQLException e) {
            throw new IllegalStateException("The trail cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean check(
            TrailReader trail,
            TrailKey key,
            TrailReader.Tenant tenant,
            @Nullable Expected expected,
            boolean serverRuns,
            Consumer<String> out)
            throws SQLException {
        TrailHead head = trail.head(tenant.id());
        ChainWalk walk = new ChainWalk(key, head);
        ChainWalk.Break found = trail.walk(tenant.id(), head.anchor().number(), walk);
        if (found == null && expected != null) {
            found = compare(trail, tenant, head, expected);
        }
        TrailReader.Waiting waiting = trail.waiting(tenant.id(), serverRuns);
        if (found == null && waiting.late() > 0) {
            found = new ChainWalk.Break(
                    ChainWalk.Kind.UNSEALED,
                    walk.number() + 1,
                    null,
                    waiting.late() + " lines have waited for their seal for longer than a minute");
        }
        String removed =
                head.anchor().number() == 0 ? "" : ", " + head.anchor().number() + " removed when their time was over";
        String unsealed = waiting.all() == 0 ? "" : ", " + waiting.all() + " not sealed yet";
        out.accept(tenant.name() + ": " + walk.lines() + " lines" + removed + unsealed + ", head "
                + head.head().number() + ":"
                + HexFormat.of()
                        .formatHex(
                                head.head().hash() == null
                                        ? new byte[0]
                                        : head.head().hash()) + " "
                + (found == null ? "OK" : "BROKEN"));
        if (found != null) {
            out.accept("  " + found.text() + (found.traceId() == null ? "" : " (trace " + found.traceId() + ")"));
        }
        return found == null;
    }

    private static ChainWalk.@Nullable Break compare(
            TrailReader trail, TrailReader.Tenant tenant, TrailHead head, Expected expected) throws SQLException {
        long anchor = head.anchor().number();
        if (expected.number() > head.head().number()) {
            return new ChainWalk.Break(
                    ChainWalk.Kind.TAIL,
                    head.head().number() + 1,
                    null,
                    "the trail was once sealed up to number " + expected.number() + ": the lines after this are gone");
        }
        if (expected.number() < anchor) {
            throw new IllegalStateException("The line " + expected.number()
                    + " was removed when its time was over: give a --head after number " + anchor);
        }
        byte[] hash = expected.number() == anchor ? head.anchor().hash() : trail.hash(tenant.id(), expected.number());
        return hash != null && MessageDigest.isEqual(hash, expected.hash())
                ? null
                : new ChainWalk.Break(
                        ChainWalk.Kind.FORGED,
                        expected.number(),
                        null,
                        "the line is not the one that was once sealed with this number: a tail was cut off and grown again");
    }
}
