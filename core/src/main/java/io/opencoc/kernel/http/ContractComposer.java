package io.opencoc.kernel.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Joins the features' contract files to one, at build time: {@code openapi.json} for the server, {@code openapi.yaml} for people and clients. */
public final class ContractComposer {
    private ContractComposer() {}

    /** Arguments: the folder of the features' files, the folder to write to. */
    public static void main(String[] args) throws IOException {
        compose(Path.of(args[0]), Path.of(args[1]));
    }

    static void compose(Path from, Path to) throws IOException {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .build();
        ObjectNode whole = (ObjectNode) yaml.readTree(from.resolve("base.yaml").toFile());
        whole.putObject("paths");
        List<Path> files;
        try (Stream<Path> list = Files.list(from)) {
            files = list.filter(f -> f.toString().endsWith(".yaml") && !f.endsWith("base.yaml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            JsonNode part = yaml.readTree(file.toFile());
            add((ObjectNode) whole.get("paths"), part.path("paths"), file);
            for (String texts : List.of("x-actions", "x-resources")) {
                add(whole.withObjectProperty(texts), part.path(texts), file);
            }
            part.path("components")
                    .properties()
                    .forEach(e -> add(
                            ((ObjectNode) whole.get("components")).withObjectProperty(e.getKey()), e.getValue(), file));
        }
        Files.createDirectories(to);
        Files.write(to.resolve("openapi.json"), JsonMapper.shared().writeValueAsBytes(whole));
        Files.write(to.resolve("openapi.yaml"), yaml.writeValueAsBytes(whole));
    }

    private static void add(ObjectNode target, JsonNode part, Path file) {
        part.properties().forEach(e -> {
            if (target.has(e.getKey())) {
                throw new IllegalArgumentException(file + " declares " + e.getKey() + " again");
            }
            target.set(e.getKey(), e.getValue());
        });
    }
}
