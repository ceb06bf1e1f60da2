package io.opencoc.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.ParsedRequest;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.PluginHost;
import io.opencoc.kernel.plugin.PluginLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the host adds to a call of a source: the source itself returns a constant with one alarm. {@code bundled} is called on the caller's thread;
 * {@code foreign} goes to a thread of its own and back, which is the price of keeping it apart.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PluginCallBench {
    private static final String SOURCE = """
            package constant;
            import io.opencoc.api.*;
            import java.time.Instant;
            import java.util.List;
            public class Constant implements OpencocPlugin, AlarmSource {
                private static final ParsedRequest ONE = ParsedRequest.of(List.of(
                    AlarmEvent.builder("fingerprint", "HighCpu").startsAt(Instant.EPOCH).build()));
                public List<AlarmSource> alarmSources() { return List.of(this); }
                public Descriptor descriptor() { return Descriptor.of("ID", new Text("c", "c"), new Text("c", "c")); }
                public SampleRequest sample(IntegrationPoint p, String name, boolean firing) { return null; }
                public ParsedRequest parse(InboundRequest request) { return ONE; }
            }
            """;

    private final Request request = new Request();
    private final Vertx vertx = Vertx.vertx();
    private @Nullable PluginHost host;
    private @Nullable AlarmSourceRuntime bundled;
    private @Nullable AlarmSourceRuntime foreign;

    @Setup
    public void start() throws Exception {
        Path folder = Files.createTempDirectory("plugin-call");
        Path inside = Files.createDirectories(folder.resolve("classes/bundled-plugins"));
        Path jar = jar("own", inside.resolve("own.jar"));
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        Files.writeString(inside.resolve("index.txt"), "own.jar " + hash + "\n");
        jar("other", Files.createDirectories(folder.resolve("plugins")).resolve("other.jar"));
        PluginHost.Server server = new PluginHost.Server(
                vertx,
                new SimpleMeterRegistry(),
                new OutboundHttp(vertx, new AddressGuard(vertx, AddressGuard.Rule.PLUGINS, List.of())),
                (to, mail) -> Uni.createFrom().failure(DeliveryException.permanent("no mail here")),
                Clock.systemUTC(),
                PluginLimits.DEFAULT);
        URL classes = folder.resolve("classes").toUri().toURL();
        PluginHost started = PluginHost.start(
                server,
                new URLClassLoader(new URL[] {classes}, null),
                folder.resolve("work"),
                folder.resolve("plugins"));
        host = started;
        bundled = Objects.requireNonNull(started.alarmSources().get("own"));
        foreign = Objects.requireNonNull(started.alarmSources().get("other"));
    }

    @TearDown
    public void stop() {
        if (host != null) {
            host.close();
        }
        vertx.close().await();
    }

    /** As the server calls its own sources for each request. */
    @Benchmark
    public @Nullable ParsedRequest bundled() {
        return Objects.requireNonNull(bundled).receive(request).await().indefinitely();
    }

    /** As the server calls strangers' sources. */
    @Benchmark
    public @Nullable ParsedRequest foreign() {
        return Objects.requireNonNull(foreign).receive(request).await().indefinitely();
    }

    private static Path jar(String id, Path jar) throws IOException {
        Path classes = Files.createTempDirectory("classes");
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("string:///constant/Constant.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return SOURCE.replace("ID", id);
                    }
                };
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, null, options, null, List.of(unit))
                    .call()) {
                throw new IllegalStateException("the source does not compile");
            }
        }
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", "plugin-" + id);
        main.putValue("Plugin-Version", "1.0.0");
        main.putValue("Plugin-Requires", ">=1.0.0");
        main.putValue("Plugin-Class", "constant.Constant");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest)) {
            zip.putNextEntry(new ZipEntry("constant/Constant.class"));
            zip.write(Files.readAllBytes(classes.resolve("constant/Constant.class")));
        }
        return jar;
    }

    private record Request(byte[] body) implements InboundRequest {
        Request() {
            this(new byte[0]);
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public @Nullable String query(String name) {
            return null;
        }

        @Override
        public JsonReader json() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant receivedAt() {
            return Instant.EPOCH;
        }
    }
}
