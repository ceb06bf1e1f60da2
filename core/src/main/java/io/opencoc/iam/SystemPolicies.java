package io.opencoc.iam;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The policies that every tenant has. They belong to the server's version and cannot be changed. */
final class SystemPolicies {
    static final UUID FULL_ACCESS = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID ADMINISTRATOR = UUID.fromString("00000000-0000-7000-8000-000000000008");

    private static final List<SystemPolicy> ALL = read();
    private static final Map<UUID, SystemPolicy> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(SystemPolicy::id, Function.identity()));

    /** One of them, with its description by language. */
    record SystemPolicy(UUID id, String name, Map<String, String> text, PolicyDocument document) {}

    private SystemPolicies() {}

    static List<SystemPolicy> all() {
        return ALL;
    }

    static @Nullable SystemPolicy find(UUID id) {
        return BY_ID.get(id);
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static SystemPolicy named(String name) {
        return ALL.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no system policy " + name));
    }

    static boolean isName(String name) {
        return ALL.stream().anyMatch(p -> p.name().equalsIgnoreCase(name));
    }

    private static List<SystemPolicy> read() {
        try (InputStream in = SystemPolicies.class.getResourceAsStream("/iam/system-policies.json")) {
            JsonNode list = Json.tree(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
            return list.valueStream()
                    .map(p -> new SystemPolicy(
                            UUID.fromString(p.get("id").asString()),
                            p.get("name").asString(),
                            Map.of(
                                    "en", p.at("/text/en").asString(),
                                    "zh", p.at("/text/zh").asString()),
                            PolicyDocument.of(p.get("document"))))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the system policies cannot be read", e);
        }
    }
}
