package io.opencoc.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Json;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A line as a client gets it. */
record TraceView(
        UUID id,
        Instant at,
        String name,
        String operation,
        @Nullable String action,
        Resource resource,
        @Nullable UUID projectId,
        String result,
        @Nullable Integer status,
        @Nullable String detail,
        Person user,
        Credential credential,
        String address,
        String agent,
        List<String> changed,
        int omitted,
        @Nullable Long number) {

    /** What it was done to. */
    record Resource(
            String type, @Nullable String id, @Nullable String name) {}

    /** With what the user had signed in. */
    record Credential(
            String kind, @Nullable UUID id, @Nullable String name) {}

    /** With what changed. */
    record Detail(
            @JsonUnwrapped TraceView trace,
            JsonNode changes,
            @Nullable String hash) {}

    static TraceView of(TraceLine l) {
        return of(l, Json.tree(l.changes()));
    }

    private static TraceView of(TraceLine l, JsonNode changes) {
        return new TraceView(
                l.id(),
                l.at(),
                l.name(),
                l.operation(),
                l.action().isEmpty() ? null : l.action(),
                new Resource(l.resourceType(), l.resourceId(), l.resourceName()),
                l.project(),
                l.result(),
                l.status(),
                l.detail(),
                new Person(l.actorId(), l.actorName()),
                new Credential(l.credential(), l.credentialId(), l.credentialName()),
                l.address(),
                l.agent(),
                changes.propertyNames().stream().sorted().toList(),
                l.omitted(),
                l.number());
    }

    static Detail detail(TraceLine l) {
        JsonNode changes = Json.tree(l.changes());
        return new Detail(
                of(l, changes),
                changes,
                l.hash() == null ? null : HexFormat.of().formatHex(l.hash()));
    }
}
