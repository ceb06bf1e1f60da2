package io.opencoc.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Row-level security ends where the server's memory begins: whatever keeps things of several tenants between requests must tell them apart by its
 * key. Each such place is looked at and accounted for here; a new one fails this test.
 */
class SharedMemoryTest {
    /** What keeps something, and why no tenant gets another one's out of it. */
    private static final Map<String, String> KEYED = new TreeMap<>(Map.ofEntries(
            Map.entry("iam.AccessService", "by tenant and user; numbers of changes by tenant"),
            Map.entry("iam.PolicyCache", "by tenant, policy, time of its change and document"),
            Map.entry(
                    "session.Credentials",
                    "by the hash of a token, which is its owner's secret, and by the id of its credential; holds the tenant"),
            Map.entry("session.Backoff", "by network, by tenant and user, and by all of them; counts only"),
            Map.entry("session.KnownNetworks", "by tenant and user"),
            Map.entry("oidc.OidcSignIn", "by random states; nothing else"),
            Map.entry(
                    "oidc.ProviderClient",
                    "by the address it was read from: the same for all who ask there, without secrets"),
            Map.entry("attachment.Turns", "by tenant and user; counts only"),
            Map.entry("audit.Sealer", "by tenant"),
            Map.entry("integration.IntegrationKeys", "by a hook's key, which is its tenant's secret; holds the tenant"),
            Map.entry("integration.IntegrationService", "by integration and who was shown its key; nothing else"),
            Map.entry("integration.IntegrationTraffic", "by tenant and integration"),
            Map.entry("integration.RejectedPayloads", "by integration, found by its key; counts only"),
            Map.entry("rule.ActiveRules", "by tenant"),
            Map.entry("routing.Router", "by lane; rows carry their tenant and are taken over in its transaction"),
            Map.entry("notification.Deliveries", "by tenant; counts only"),
            Map.entry("kernel.access.Access", "of one user"),
            Map.entry("kernel.trace.Attempts", "by tenant and user or address; counts only"),
            Map.entry(
                    "kernel.mail.VertxMailPort",
                    "by server with user and password: nobody sends over another one's sign-in"),
            Map.entry("kernel.live.LiveStreams", "of streams, each with its actor; changes carry their tenant"),
            Map.entry("kernel.outbox.Outbox", "by subscriber: code, no data"),
            Map.entry("kernel.plugin.Extensions", "by id: code, no data"),
            Map.entry("kernel.plugin.Retired", "by plug-in: code, no data"),
            Map.entry("kernel.timer.Timers", "by kind: code, no data")));

    @Test
    void whateverIsKeptTellsTenantsApart() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.opencoc");
        TreeSet<String> keeping = new TreeSet<>();
        for (JavaClass c : classes) {
            if (c.getPackageName().startsWith("io.opencoc.postgres")) {
                continue; // knows no tenants
            }
            Stream<String> made = Stream.concat(
                    c.getConstructorCallsFromSelf().stream()
                            .map(call -> call.getTargetOwner().getName()),
                    c.getMethodCallsFromSelf().stream()
                            .filter(call -> call.getTargetOwner().isEquivalentTo(Caffeine.class)
                                            && call.getName().startsWith("build")
                                    || call.getName().equals("newKeySet"))
                            .map(call -> call.getTargetOwner().getName()));
            if (made.anyMatch(
                    name -> name.matches(
                            "java\\.util\\.concurrent\\.Concurrent(HashMap|SkipListMap|SkipListSet)|com\\.github\\..*\\.Caffeine|java\\.util\\.WeakHashMap"))) {
                keeping.add(outermost(c).replace("io.opencoc.", ""));
            }
        }
        assertEquals(new TreeSet<>(KEYED.keySet()), keeping, "say here by what a new cache tells tenants apart");
    }

    private static String outermost(JavaClass c) {
        return c.getName().replaceAll("\\$.*", "");
    }
}
