package io.opencoc.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.http.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes statements of the policies that somebody has, and keeps those documents ready that many have. Safe for all threads. */
final class PolicyCache {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyCache.class);

    private final Cache<Key, PolicyDocument> documents =
            Caffeine.newBuilder().maximumSize(2_000).build();

    private record Key(UUID tenant, UUID policy, Instant changedAt, String document) {}

    List<Statement> statements(UUID tenant, List<AccessRepository.Holding> holdings) {
        List<Statement> out = new ArrayList<>();
        for (AccessRepository.Holding h : holdings) {
            out.addAll(h.document() == null ? ofSystem(h) : ofCustom(tenant, h, h.document()));
        }
        return out;
    }

    private static List<Statement> ofSystem(AccessRepository.Holding h) {
        SystemPolicies.SystemPolicy system = SystemPolicies.find(h.policy());
        return system == null
                ? nothing(h, "the system policy " + h.policy() + " is not known to this version")
                : system.document().statements(system.name(), system.id(), h.group(), h.project());
    }

    private List<Statement> ofCustom(UUID tenant, AccessRepository.Holding h, String json) {
        String name = Objects.requireNonNull(h.name());
        try {
            return custom(tenant, h, json).statements(name, h.policy(), h.group(), h.project());
        } catch (Problem unreadable) {
            return nothing(h, "the policy " + name + " cannot be read: " + unreadable.getMessage());
        }
    }

    private PolicyDocument custom(UUID tenant, AccessRepository.Holding h, String json) {
        return documents.get(
                new Key(tenant, h.policy(), Objects.requireNonNull(h.changedAt()), json),
                k -> PolicyDocument.stored(k.document()));
    }

    /** The document, or null when it cannot be read. */
    @Nullable
    PolicyDocument document(UUID tenant, AccessRepository.Holding h) {
        if (h.document() == null) {
            SystemPolicies.SystemPolicy system = SystemPolicies.find(h.policy());
            return system == null ? null : system.document();
        }
        try {
            return custom(tenant, h, h.document());
        } catch (Problem unreadable) {
            return null;
        }
    }

    /** What cannot be read may have held a denial: whoever has it may do nothing. */
    private static List<Statement> nothing(AccessRepository.Holding h, String why) {
        LOG.error("Users with a policy are refused everything, for {}", why);
        @Nullable String name = h.name();
        return List.of(new Statement(
                false,
                List.of(new Glob("*")),
                Statement.ALL_THINGS,
                List.<Condition>of(),
                new Statement.Origin(name == null ? h.policy().toString() : name, h.policy(), 0, h.group())));
    }
}
