package io.opencoc.launcher;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Makes the jar of a plug-in with one alarm source, as a stranger would.
 *
 * @param parse what its {@code parse} does with {@code String body}, before it answers with one alarm of the name of the version
 */
public record SourceJar(String id, String version, String parse) {
    private static final String TEXT = """
            package stranger;
            import io.opencoc.api.*;
            import java.time.Instant;
            import java.util.*;
            public class Stranger implements OpencocPlugin, AlarmSource {
                public List<AlarmSource> alarmSources() { return List.of(this); }
                public Descriptor descriptor() {
                    return new Descriptor("%1$s", new Text("%1$s", "%1$s"), new Text("A stranger's", "第三方"), SETTINGS, Set.of());
                }
                static final String SETTINGS = "{\\"type\\":\\"object\\",\\"additionalProperties\\":false,\\"properties\\":{\\"word\\":"
                    + "{\\"type\\":\\"string\\",\\"maxLength\\":40,\\"title\\":\\"Word\\",\\"x-zh\\":{\\"title\\":\\"词\\"}}}}";
                public Text instructions(IntegrationPoint p) { return new Text("-", "-"); }
                public SampleRequest sample(IntegrationPoint p, String name, boolean firing) {
                    return new SampleRequest("", "text/plain", name);
                }
                public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
                    String body = new String(request.body());
                    try { %3$s } catch (InterruptedException e) { throw new IllegalStateException(e); }
                    return ParsedRequest.of(List.of(AlarmEvent.builder(body, "version %2$s")
                            .description(request.settings().text("word")).startsAt(Instant.now()).build()));
                }
                static void never() throws InterruptedException {}
            }
            """;

    /** Compiles it against the class path. */
    public byte[] bytes() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", id);
        main.putValue("Plugin-Version", version);
        main.putValue("Plugin-Requires", ">=1.0.0 & <2.0.0");
        main.putValue("Plugin-Class", "stranger.Stranger");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path classes = Files.createTempDirectory("classes");
        try {
            compile(classes);
            pack(classes, manifest, bytes);
        } finally {
            try (Stream<Path> files = Files.walk(classes)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
        return bytes.toByteArray();
    }

    private static void pack(Path classes, Manifest manifest, OutputStream bytes) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
    }

    /** Puts it into a folder, which is made, in one step. */
    public Path into(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.write(folder.resolve(name + ".part"), bytes());
        return Files.move(part, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String text = TEXT.formatted(id, version, parse + " never();");
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("string:///stranger/Stranger.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path", ""));
            if (!compiler.getTask(messages, files, null, options, null, List.of(unit))
                    .call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
    }
}
