package io.opencoc.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class PluginLoadingTest {
    private static final String ENTRY = "package e; public class Entry implements io.opencoc.api.OpencocPlugin { %s }";

    @TempDir
    Path folder;

    private PluginHostFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new PluginHostFixture(folder);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aChannelsLimitIsAskedOnce() throws Exception {
        Path plugins = Files.createDirectories(fixture.plugins());
        TestPlugins.channel("a-free", "free").write(plugins.resolve("a.jar"));
        TestPlugins.channel("b-robot", "robot", 20).write(plugins.resolve("b.jar"));
        TestPlugins.channel("c-odd", "odd", -1).write(plugins.resolve("c.jar"));
        PluginHost host = fixture.start();
        assertEquals(0, host.notificationChannels().get("free").messagesPerMinute());
        assertEquals(20, host.notificationChannels().get("robot").messagesPerMinute());
        assertFalse(host.notificationChannels().containsKey("odd"));
        assertTrue(
                host.reports().getLast().problem().contains("messagesPerMinute() returned -1"),
                host.reports().toString());
    }

    @Test
    void brokenJarsAreReportedAndHurtNobody() throws Exception {
        Path plugins = Files.createDirectories(fixture.plugins());
        Files.writeString(plugins.resolve("not-a-zip.jar"), "hello");
        Files.writeString(plugins.resolve("empty.jar"), "");
        Files.writeString(plugins.resolve("readme.txt"), "not looked at");
        jar("x").with("Plugin-Id", "").write(plugins.resolve("no-id.jar"));
        jar("x").with("Plugin-Id", "../x").write(plugins.resolve("odd-id.jar"));
        jar("a1").with("Plugin-Requires", "").write(plugins.resolve("no-requires.jar"));
        jar("a2").with("Plugin-Requires", "soon").write(plugins.resolve("odd-requires.jar"));
        jar("a3").with("Plugin-Requires", ">=2.0.0").write(plugins.resolve("new-api.jar"));
        jar("a4").with("Plugin-Version", "one").write(plugins.resolve("odd-version.jar"));
        jar("a5").with("Plugin-Class", "e.Missing").write(plugins.resolve("no-class.jar"));
        jar("a6").with("Plugin-Class", "java.lang.String").write(plugins.resolve("other-class.jar"));
        entry("throws.jar", "a7", "public Entry() { throw new IllegalStateException(\"boom\\nboom\"); }");
        entry("static.jar", "a8", "static { if (true) throw new IllegalStateException(\"static boom\"); }");
        entry("private.jar", "a9", "private Entry() {}");
        entry("link.jar", "b1", "public Entry() { throw new NoClassDefFoundError(\"a/B\"); }");
        entry("null.jar", "b2", "public java.util.List<io.opencoc.api.AlarmSource> alarmSources() { return null; }");
        TestPlugins.source("z-good", "moody").write(plugins.resolve("z-good.jar"));
        TestPlugins.source("z-good", "other").write(plugins.resolve("zz-same-plugin.jar"));
        TestPlugins.source("z-same-source", "moody").write(plugins.resolve("zz-same-source.jar"));
        TestPlugins.source("z-later", "later").write(plugins.resolve("zzz-later.jar"));

        PluginHost host = fixture.start();

        Map<String, String> problems = host.reports().stream()
                .filter(report -> !report.loaded())
                .collect(Collectors.toMap(PluginReport::file, PluginReport::problem));
        Map<String, String> expected = Map.ofEntries(
                Map.entry("not-a-zip.jar", "not a readable jar"),
                Map.entry("empty.jar", "not a readable jar"),
                Map.entry("no-id.jar", "its manifest has no Plugin-Id"),
                Map.entry("odd-id.jar", "Plugin-Id '../x' is not"),
                Map.entry("no-requires.jar", "its manifest has no Plugin-Requires"),
                Map.entry("odd-requires.jar", "Plugin-Requires 'soon' is not a version expression"),
                Map.entry("new-api.jar", "it requires API version >=2.0.0, and this server has 1.0.0"),
                Map.entry("odd-version.jar", "Plugin-Version 'one' is not a semantic version"),
                Map.entry("no-class.jar", "class e.Missing is not in the jar"),
                Map.entry("other-class.jar", "class java.lang.String does not implement"),
                Map.entry("throws.jar", "IllegalStateException: boom boom"),
                Map.entry("static.jar", "static boom"),
                Map.entry("private.jar", "NoSuchMethodException"),
                Map.entry("link.jar", "NoClassDefFoundError: a/B"),
                Map.entry("null.jar", "NullPointerException"),
                Map.entry("zz-same-plugin.jar", "a plug-in with id 'z-good' is loaded already, from z-good.jar"),
                Map.entry("zz-same-source.jar", "another plug-in brings the alarm source 'moody' already"));
        assertEquals(expected.keySet(), problems.keySet());
        expected.forEach((file, reason) -> {
            assertTrue(problems.get(file).contains(reason), file + ": " + problems.get(file));
            assertFalse(problems.get(file).contains("\n"), file);
        });
        assertEquals(Set.of("moody", "later"), host.alarmSources().keySet());
        assertEquals("z-good", host.alarmSources().get("moody").pluginId());
        assertFalse(host.alarmSources().get("moody").bundled());
        AlarmSourceRuntime later = host.alarmSources().get("later");
        String name = PluginHostFixture.await(later.parse(PluginHostFixture.request("ok")))
                .alarms()
                .get(0)
                .name();
        assertTrue(name.startsWith("Name on plugin-source-later"), "on its own thread: " + name);
    }

    @Test
    void aJarWithoutManifestIsReported() throws Exception {
        Files.createDirectories(fixture.plugins());
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(fixture.plugins().resolve("bare.jar")))) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }
        assertEquals("the jar has no manifest", fixture.start().reports().get(0).problem());
    }

    @Test
    void bundledPluginsAreUnpackedAndAnUpgradeReplacesThem() throws Exception {
        fixture.bundle(TestPlugins.source("bundled-one", "one"), "one.jar");
        PluginHost first = fixture.start();
        assertTrue(first.alarmSources().get("one").bundled());
        List<Path> before = unpacked();
        assertEquals(1, before.size());
        first.close();

        Files.writeString(before.get(0), "tampered with");
        assertTrue(fixture.start().reports().get(0).loaded(), "a changed file is unpacked again");
        fixture.host.close();

        Files.delete(folder.resolve("classes/" + BundledPlugins.INDEX));
        fixture.bundle(TestPlugins.source("bundled-one", "two"), "one.jar");
        PluginHost second = fixture.start();
        assertEquals(Set.of("two"), second.alarmSources().keySet());
        assertEquals(1, unpacked().size());
        assertFalse(unpacked().equals(before), "another content, another name");
    }

    @Test
    void aBundledJarWithAnotherHashIsNotRun() throws Exception {
        fixture.index("evil.jar " + "0".repeat(64));
        TestPlugins.source("evil", "evil").write(folder.resolve("classes/bundled-plugins/evil.jar"));
        fixture.index("absent.jar " + "1".repeat(64));
        fixture.index("../up.jar " + "2".repeat(64));
        fixture.bundle(TestPlugins.source("good", "good"), "good.jar");

        PluginHost host = fixture.start();

        assertEquals(Set.of("good"), host.alarmSources().keySet());
        List<String> problems = host.reports().stream()
                .filter(r -> !r.loaded())
                .map(PluginReport::problem)
                .toList();
        assertTrue(problems.get(0).contains("is not 'name.jar sha256'"), problems.toString());
        assertTrue(problems.get(1).contains("is not in the executable"), problems.toString());
        assertTrue(problems.get(2).contains("has not the hash that the index says"), problems.toString());
    }

    @Test
    void bundledPluginsWinOverOthersOfTheSameId() throws Exception {
        fixture.bundle(TestPlugins.source("mine", "mine"), "mine.jar");
        TestPlugins.source("theirs", "mine").write(fixture.plugins().resolve("a.jar"));
        PluginHost host = fixture.start();
        assertEquals("mine", host.alarmSources().get("mine").pluginId());
        assertFalse(host.reports().get(1).loaded());
    }

    @Test
    void closingClosesThePlugins() throws Exception {
        System.clearProperty("moody.closed.closing");
        TestPlugins.source("closing", "closing").write(fixture.plugins().resolve("a.jar"));
        fixture.start().close();
        assertEquals("yes", System.getProperty("moody.closed.closing"));
    }

    private PluginJar jar(String id) {
        return PluginJar.of(id, "e.Entry").source("e.Entry", ENTRY.formatted(""));
    }

    private void entry(String file, String id, String body) throws Exception {
        PluginJar.of(id, "e.Entry")
                .source("e.Entry", ENTRY.formatted(body))
                .write(fixture.plugins().resolve(file));
    }

    private List<Path> unpacked() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("work/bundled-plugins"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
