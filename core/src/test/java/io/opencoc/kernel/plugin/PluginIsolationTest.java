package io.opencoc.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.spi.SLF4JServiceProvider;

/** A plug-in sees the JDK and the API; of the server it sees nothing. */
@NullUnmarked
class PluginIsolationTest {

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
    void theServersClassesAreHidden() throws Exception {
        List<String> names = List.of(
                "io.opencoc.kernel.plugin.PluginHost",
                "io.vertx.core.Vertx",
                "tools.jackson.core.JsonParser",
                "io.netty.buffer.ByteBuf",
                "com.github.benmanes.caffeine.cache.Cache",
                "org.pf4j.PluginManager",
                "org.junit.jupiter.api.Test");
        for (String name : names) {
            assertNotNull(Class.forName(name), "or the test proves nothing");
        }
        assertHidden(names.stream().map(name -> "class " + name).toList());
        assertHidden(names.stream().map(name -> "context-class " + name).toList());
    }

    @Test
    void theServersResourcesAreHidden() throws Exception {
        List<String> paths = List.of(
                "io/opencoc/kernel/plugin/PluginHost.class",
                "io/vertx/core/Vertx.class",
                "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                "META-INF/services/tools.jackson.core.TokenStreamFactory");
        for (String path : paths) {
            assertNotNull(getClass().getClassLoader().getResource(path), path);
        }
        assertHidden(paths.stream().map(path -> "resource " + path).toList());
        assertHidden(paths.stream().map(path -> "resources " + path).toList());
    }

    @Test
    void theServersServicesAreHidden() throws Exception {
        assertTrue(ServiceLoader.load(SLF4JServiceProvider.class).findFirst().isPresent());
        assertHidden(List.of("service org.slf4j.spi.SLF4JServiceProvider"));
    }

    @Test
    void theJdkAndTheApiAreVisible() throws Exception {
        List<String> answers = ask(
                TestPlugins.probe(),
                List.of(
                        "class io.opencoc.api.AlarmSource",
                        "class io.smallrye.mutiny.Uni",
                        "class org.slf4j.Logger",
                        "class org.pf4j.ExtensionPoint",
                        "class java.sql.Connection",
                        "class java.net.http.HttpClient"));
        answers.forEach(answer -> assertTrue(answer.endsWith(" visible"), answer));
    }

    @Test
    void itsOwnClassesComeFirstButNeverItsOwnApi() throws Exception {
        PluginJar jar = TestPlugins.probe()
                .source("io.vertx.core.Vertx", "package io.vertx.core; public class Vertx {}")
                .source("io.opencoc.api.Intruder", "package io.opencoc.api; public class Intruder {}")
                .resource("META-INF/services/org.slf4j.spi.SLF4JServiceProvider", "");
        assertEquals(
                List.of(
                        "own io.vertx.core.Vertx visible",
                        "class io.opencoc.api.Intruder hidden",
                        "resource META-INF/services/org.slf4j.spi.SLF4JServiceProvider visible",
                        "service org.slf4j.spi.SLF4JServiceProvider hidden"),
                ask(
                        jar,
                        List.of(
                                "own io.vertx.core.Vertx",
                                "class io.opencoc.api.Intruder",
                                "resource META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                                "service org.slf4j.spi.SLF4JServiceProvider")));
    }

    /** As a bundled plug-in, on the caller's thread, and as a stranger's, on its own. */
    private void assertHidden(List<String> questions) throws Exception {
        for (boolean bundled : List.of(true, false)) {
            try (PluginHostFixture own =
                    new PluginHostFixture(folder.resolve("bundled-" + bundled + questions.hashCode()))) {
                if (bundled) {
                    own.bundle(TestPlugins.probe(), "probe.jar");
                } else {
                    TestPlugins.probe().write(own.plugins().resolve("probe.jar"));
                }
                ClassLoader before = Thread.currentThread().getContextClassLoader();
                for (String answer : answers(own, questions)) {
                    assertTrue(answer.endsWith(" hidden"), answer);
                }
                assertEquals(before, Thread.currentThread().getContextClassLoader());
            }
        }
    }

    private List<String> ask(PluginJar jar, List<String> questions) throws Exception {
        jar.write(fixture.plugins().resolve("probe.jar"));
        return answers(fixture, questions);
    }

    private static List<String> answers(PluginHostFixture own, List<String> questions) throws Exception {
        AlarmSourceRuntime source = own.start().alarmSources().get("probe");
        assertNotNull(source, () -> own.host.reports().toString());
        String body = String.join("\n", questions);
        return PluginHostFixture.await(source.parse(PluginHostFixture.request(body)))
                .problems();
    }
}
