package io.opencoc.kernel.plugin;

import static io.opencoc.kernel.plugin.PluginHostFixture.await;
import static io.opencoc.kernel.plugin.PluginHostFixture.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins come, go and are replaced while the host runs. */
@NullUnmarked
class HotPluginTest {
    private static final String SOURCE = """
            package hot;
            import io.opencoc.api.*;
            import java.util.*;
            public class Hot implements OpencocPlugin, AlarmSource {
                static final byte[] BALLAST = new byte[1 << 20];
                public List<AlarmSource> alarmSources() { return List.of(this); }
                public Descriptor descriptor() { return Descriptor.of("SOURCE", new Text("h", "h"), new Text("h", "h")); }
                public SampleRequest sample(IntegrationPoint p, String name, boolean firing) { return null; }
                public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
                    while (new String(request.body()).equals("wait") && !Boolean.getBoolean("hot.free")) Thread.onSpinWait();
                    return new ParsedRequest(List.of(), List.of("VERSION"), Reply.OK);
                }
            }
            """;

    @TempDir
    Path folder;

    private PluginHostFixture fixture;

    @BeforeEach
    void prepare() {
        System.clearProperty("hot.free");
        fixture = new PluginHostFixture(folder);
    }

    @AfterEach
    void end() {
        System.setProperty("hot.free", "true");
        fixture.close();
    }

    /** A plug-in whose source answers with the version. */
    private static PluginJar hot(String pluginId, String source, String version) {
        return PluginJar.of(pluginId, "hot.Hot")
                .with("Plugin-Version", version)
                .source("hot.Hot", SOURCE.replace("SOURCE", source).replace("VERSION", version));
    }

    private Path made(String source, String version) throws Exception {
        return hot("hot", source, version).write(folder.resolve("made").resolve(source + version + ".jar"));
    }

    private void drop(Path jar, String name) throws Exception {
        Files.createDirectories(fixture.plugins());
        Files.copy(jar, fixture.plugins().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String answer(PluginHost host, String source, String body) {
        AlarmSourceRuntime runtime = host.alarmSources().get(source);
        return runtime == null
                ? "none"
                : await(runtime.parse(request(body))).problems().getFirst();
    }

    private PluginReport report(String file) {
        return fixture.host.reports().stream()
                .filter(r -> r.file().equals(file) && r.state() != PluginReport.State.STOPPING)
                .findFirst()
                .orElse(null);
    }

    private static void eventually(BooleanSupplier condition) throws Exception {
        eventually(Duration.ofSeconds(10), condition);
    }

    private static void eventually(Duration limit, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "in time");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void aJarThatIsPutInServesWithinTwoSecondsAndGoesWithItsFile() throws Exception {
        Path jar = made("hot", "1.0.0");
        PluginHost host = fixture.start();
        assertEquals(List.of(), host.reports());
        drop(jar, "hot.jar");
        eventually(Duration.ofSeconds(2), () -> host.alarmSources().containsKey("hot"));
        assertEquals("1.0.0", answer(host, "hot", "x"));
        Files.copy(jar, fixture.plugins().resolve(".hidden.jar"));
        Files.copy(jar, fixture.plugins().resolve("unfinished.jar.part"));

        Files.delete(fixture.plugins().resolve("hot.jar"));
        eventually(
                () -> !host.alarmSources().containsKey("hot") && host.reports().isEmpty());
    }

    @Test
    void whileItIsReplacedUnderLoadNoCallFails() throws Exception {
        List<Path> versions = List.of(made("hot", "1.0.0"), made("hot", "2.0.0"), made("hot", "3.0.0"));
        drop(versions.get(0), "hot.jar");
        PluginHost host = fixture.start();
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
        AlarmSourceRuntime foundOnce = host.alarmSources().get("hot");
        List<Thread> callers = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            boolean stale = i == 0;
            callers.add(Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    try {
                        AlarmSourceRuntime runtime =
                                stale ? foundOnce : host.alarmSources().get("hot");
                        answers.add(
                                await(runtime.parse(request("x"))).problems().getFirst());
                        calls.incrementAndGet();
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }
            }));
        }
        for (int i = 1; i < 3; i++) {
            String version = i + 1 + ".0.0";
            drop(versions.get(i), "hot.jar");
            eventually(() -> answer(host, "hot", "x").equals(version));
        }
        int before = calls.get();
        eventually(() -> calls.get() > before + 20);
        over.set(true);
        for (Thread caller : callers) {
            caller.join(10_000);
        }
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(Set.of("1.0.0", "2.0.0", "3.0.0"), Set.copyOf(answers));
        eventually(() -> host.reports().size() == 1);
    }

    @Test
    void aCallInFlightEndsOnTheOldVersion() throws Exception {
        drop(made("hot", "1.0.0"), "hot.jar");
        PluginHost host = fixture.start();
        AlarmSourceRuntime old = host.alarmSources().get("hot");
        var waiting = old.parse(request("wait")).subscribeAsCompletionStage();
        eventually(() -> old.health().inFlight() == 1);
        drop(made("hot", "2.0.0"), "hot.jar");
        eventually(() -> host.alarmSources().get("hot") != old);
        assertEquals("2.0.0", answer(host, "hot", "x"));
        assertTrue(
                host.reports().stream().anyMatch(r -> r.state() == PluginReport.State.STOPPING && r.inFlight() >= 1));
        assertThrows(ExecutionException.class, () -> waiting.get(10, TimeUnit.SECONDS), "it took too long, by then");
        System.setProperty("hot.free", "true");
        eventually(() -> host.reports().size() == 1);
        assertEquals(
                "2.0.0",
                await(old.parse(request("x"))).problems().getFirst(),
                "who found the old one gets the new one");
    }

    @Test
    void aBrokenReplacementLeavesTheOldOneServing() throws Exception {
        drop(made("hot", "1.0.0"), "hot.jar");
        PluginHost host = fixture.start();
        Files.writeString(fixture.plugins().resolve("hot.jar"), "this is no jar");
        eventually(() -> report("hot.jar").problem() != null);
        assertEquals("1.0.0", answer(host, "hot", "x"));
        assertEquals(PluginReport.State.RUNNING, report("hot.jar").state());
        assertTrue(report("hot.jar").problem().contains("not a readable jar"));

        PluginJar.of("hot", "hot.Hot")
                .with("Plugin-Version", "2.0.0")
                .source("hot.Hot", "package hot; public class Hot { static int x = 1 / 0; }")
                .write(fixture.plugins().resolve("hot.jar"));
        eventually(() -> report("hot.jar").problem().contains("ArithmeticException"));
        assertEquals("1.0.0", answer(host, "hot", "x"));

        drop(made("hot", "3.0.0"), "hot.jar");
        eventually(() -> answer(host, "hot", "x").equals("3.0.0"));
        eventually(() -> report("hot.jar").problem() == null);
    }

    @Test
    void theNewestVersionRunsAndTheOtherWaits() throws Exception {
        drop(made("hot", "1.9.0"), "a.jar");
        drop(made("hot", "1.10.0"), "b.jar");
        PluginHost host = fixture.start();
        assertEquals("1.10.0", answer(host, "hot", "x"));
        assertTrue(report("a.jar").problem().contains("is loaded already, from b.jar with version 1.10.0"));
        Files.delete(fixture.plugins().resolve("b.jar"));
        eventually(() -> answer(host, "hot", "x").equals("1.9.0"));
        eventually(() -> report("a.jar").problem() == null);
    }

    @Test
    void whatWaitedForAnothersExtensionComesWhenThatGoes() throws Exception {
        hot("first", "hot", "1.0.0").write(fixture.plugins().resolve("a.jar"));
        hot("second", "hot", "2.0.0").write(fixture.plugins().resolve("b.jar"));
        PluginHost host = fixture.start();
        assertTrue(report("b.jar").problem().contains("another plug-in brings the alarm source 'hot' already: first"));
        host.disable(Set.of("first")).get(10, TimeUnit.SECONDS);
        assertEquals("2.0.0", answer(host, "hot", "x"));
        assertEquals(PluginReport.State.DISABLED, report("a.jar").state());
    }

    @Test
    void aDisabledOneIsUnloadedUntilItIsEnabled() throws Exception {
        fixture.bundle(hot("bundled-hot", "bundled", "1.0.0"), "bundled.jar");
        drop(made("hot", "1.0.0"), "hot.jar");
        PluginHost host = fixture.start();
        host.disable(Set.of("hot", "bundled-hot")).get(10, TimeUnit.SECONDS);
        assertEquals(Set.of(), host.alarmSources().keySet());
        assertEquals(PluginReport.State.DISABLED, report("hot.jar").state());
        assertEquals(PluginReport.State.DISABLED, report("bundled.jar").state());
        host.disable(Set.of()).get(10, TimeUnit.SECONDS);
        assertEquals(Set.of("hot", "bundled"), host.alarmSources().keySet());
    }

    @Test
    void uploadsAreRefusedOrReplaceAndCanBeRemoved() throws Exception {
        fixture.bundle(hot("bundled-hot", "bundled", "1.0.0"), "bundled.jar");
        PluginHost host = fixture.start();
        Path one = made("hot", "1.0.0");
        assertEquals("hot-1.0.0.jar", host.install(one, false).get().file());
        assertEquals("1.0.0", answer(host, "hot", "x"));
        assertEquals(
                PluginRefusal.Kind.EXISTS,
                refusal(host, made("hot", "2.0.0"), false).kind());
        assertEquals(
                "hot-2.0.0.jar", host.install(made("hot", "2.0.0"), true).get().file());
        assertEquals(Set.of("hot-2.0.0.jar"), files());
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no");
        assertEquals(PluginRefusal.Kind.BROKEN, refusal(host, broken, true).kind());
        Path stolen = hot("bundled-hot", "x1", "9.0.0").write(folder.resolve("stolen.jar"));
        assertEquals(PluginRefusal.Kind.CONFLICT, refusal(host, stolen, true).kind());
        Path taken = hot("other", "bundled", "9.0.0").write(folder.resolve("taken.jar"));
        assertTrue(refusal(host, taken, true).getMessage().contains("another plug-in brings"));
        assertEquals(Set.of("hot-2.0.0.jar"), files(), "nothing is left of what is refused");
        assertEquals("hot-1.0.0.jar", host.install(one, true).get().file(), "an older one, when it is asked for");
        assertEquals("1.0.0", answer(host, "hot", "x"));
        host.remove("hot").get();
        assertEquals("none", answer(host, "hot", "x"));
        assertEquals(Set.of(), files());
        assertThrows(ExecutionException.class, () -> host.remove("bundled-hot").get());
        assertThrows(ExecutionException.class, () -> host.remove("../hot").get());
    }

    private static PluginRefusal refusal(PluginHost host, Path jar, boolean replace) {
        return (PluginRefusal) assertThrows(ExecutionException.class, () -> host.install(jar, replace)
                        .get())
                .getCause();
    }

    private Set<String> files() throws Exception {
        try (var files = Files.list(fixture.plugins())) {
            return Set.copyOf(files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void nothingOfAHundredVersionsStays() throws Exception {
        Path one = made("hot", "1.0.0");
        Path two = made("hot", "2.0.0");
        PluginHost host = fixture.start();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            host.install(i % 2 == 0 ? one : two, true).get(20, TimeUnit.SECONDS);
            assertEquals(i % 2 == 0 ? "1.0.0" : "2.0.0", answer(host, "hot", "x"));
            loaders.add(new WeakReference<>(loader(host)));
        }
        eventually(() -> host.reports().size() == 1);
        eventually(() -> {
            System.gc();
            return loaders.stream().filter(l -> l.get() != null).count() <= 1;
        });
        assertEquals(1, threads("plugin-source-hot"), "threads of the one that runs");
        assertEquals(0, threads("plugin-end"));
        try (var copies = Files.list(folder.resolve("work/loaded-plugins"))) {
            assertEquals(1, copies.count());
        }
        long timers = fixture.meters.getMeters().size();
        host.remove("hot").get();
        eventually(() -> fixture.meters.getMeters().size() < timers);
        eventually(() -> threads("plugin-source-hot") == 0);
    }

    private static ClassLoader loader(PluginHost host) throws Exception {
        var field = AlarmSourceRuntime.class.getDeclaredField("source");
        field.setAccessible(true);
        return ((PluginExtension<?>) field.get(host.alarmSources().get("hot"))).loader();
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith(prefix))
                .count();
    }

    @Test
    void whatTakesTooMuchMemoryIsNotCalledAgainForAWhile() throws Exception {
        PluginJar.of("hot", "hot.Hot")
                .source(
                        "hot.Hot",
                        SOURCE.replace("SOURCE", "hot")
                                .replace(
                                        "\"VERSION\"",
                                        "\"\" + new byte[Integer.parseInt(new String(request.body()))].length"))
                .write(fixture.plugins().resolve("hot.jar"));
        AlarmSourceRuntime source = fixture.start().alarmSources().get("hot");
        String much = String.valueOf(Memory.MOST_BYTES_A_CALL + 1);
        assertEquals("1000", await(source.parse(request("1000"))).problems().getFirst());
        assertEquals(much, await(source.parse(request(much))).problems().getFirst(), "what it has read counts");
        eventually(() -> source.health().trippedUntil() != null);
        assertTrue(source.health().lastErrors().getFirst().message().contains("MiB"));
        assertThrows(PluginCallException.class, () -> await(source.parse(request("1"))));
    }

    @Test
    void afterAPauseOneCallDecidesWhetherATrippedOneWorksAgain() throws Exception {
        TestPlugins.source("moody", "moody").write(fixture.plugins().resolve("moody.jar"));
        AlarmSourceRuntime source = fixture.start().alarmSources().get("moody");
        for (int i = 0; i < 3; i++) {
            assertThrows(Exception.class, () -> await(source.parse(request("throw"))));
        }
        fixture.now.updateAndGet(now -> now.plusSeconds(61));
        var probe = source.parse(request("hang")).subscribeAsCompletionStage();
        eventually(() -> source.health().inFlight() == 1);
        PluginCallException second = assertThrows(PluginCallException.class, () -> await(source.parse(request("ok"))));
        assertEquals(PluginCallException.Kind.TRIPPED, second.kind());
        assertThrows(ExecutionException.class, () -> probe.get(10, TimeUnit.SECONDS));
        assertTrue(source.health().trippedUntil() != null);
        System.setProperty("moody.free", "true");
        fixture.now.updateAndGet(now -> now.plusSeconds(61));
        assertFalse(await(source.parse(request("ok"))).alarms().isEmpty());
        assertNull(source.health().trippedUntil());
    }
}
