package io.opencoc.iam;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.opencoc.kernel.http.Problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A policy of a list.
 *
 * @param description of a custom policy
 * @param text the description of a system policy, by language
 * @param updatedAt of a custom policy
 */
record Policy(
        UUID id,
        String name,
        Type type,
        @Nullable String description,
        @Nullable Map<String, String> text,
        int attachmentCount,
        @Nullable Instant updatedAt) {

    enum Type {
        SYSTEM,
        CUSTOM
    }

    /** One by itself, with its newest attachments. */
    record Detail(
            @JsonUnwrapped Policy policy,
            PolicyDocument document,
            List<FieldError> warnings,
            List<Attachment> attachments,
            @Nullable Instant createdAt) {}

    /** What a client says of a policy; the document is not checked yet. */
    record Input(String name, @Nullable String description, JsonNode document) {}

    /** A custom policy as the database keeps it. */
    record Custom(
            UUID id,
            String name,
            @Nullable String description,
            PolicyDocument document,
            Instant createdAt,
            Instant updatedAt) {
        Policy summary(int attachments) {
            return new Policy(id, name, Type.CUSTOM, description, null, attachments, updatedAt);
        }

        Traced traced() {
            return new Traced(name, description, document);
        }
    }

    /** What the trail compares. */
    record Traced(String name, @Nullable String description, PolicyDocument document) {}

    /** What a check found. */
    record Check(boolean valid, List<FieldError> errors, List<FieldError> warnings) {}

    /** Which policies a client wants to see. */
    record Query(@Nullable String q, @Nullable String type, String sort, int offset, int size) {}

    static Policy of(SystemPolicies.SystemPolicy p, int attachments) {
        return new Policy(p.id(), p.name(), Type.SYSTEM, null, p.text(), attachments, null);
    }
}
