package io.opencoc.kernel.http;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.json.Wire;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request that the contract has accepted: parameters and body have the declared types, defaults are filled in.
 *
 * @param operation what is called
 * @param actor who calls; null only where the operation's action is {@code none}
 * @param parameters by name
 * @param json the body; null when the operation has none
 * @param caller from where and for what the call comes
 * @param token of the session; null without one
 * @param base the server's address as this client sees it, without a slash at the end
 */
public record Call(
        Contract.Operation operation,
        @Nullable Actor actor,
        Map<String, JsonNode> parameters,
        @Nullable JsonNode json,
        Caller caller,
        @Nullable String token,
        String base) {

    /** Who calls. */
    public Actor who() {
        return Objects.requireNonNull(actor, "this operation needs no session");
    }

    /** The path parameter {@code id}. */
    public UUID id() {
        return Objects.requireNonNull(uuid("id"));
    }

    /** A parameter as text; null when it was not given and has no default. */
    public @Nullable String text(String name) {
        JsonNode value = parameters.get(name);
        if (value == null) {
            return null;
        }
        String text = value.asString().strip();
        return text.isEmpty() ? null : text;
    }

    /** A parameter with a default, as text. */
    public String textOf(String name) {
        return Objects.requireNonNull(text(name), name);
    }

    /** A parameter as an id; null when it was not given. */
    public @Nullable UUID uuid(String name) {
        String text = text(name);
        return text == null ? null : UUID.fromString(text);
    }

    /** A parameter with a default, as a whole number. */
    public int number(String name) {
        return Objects.requireNonNull(parameters.get(name), name).asInt();
    }

    /** A parameter that is true, false or was not given. */
    public @Nullable Boolean flag(String name) {
        JsonNode value = parameters.get(name);
        return value == null ? null : value.asBoolean();
    }

    /** A parameter as a time; null when it was not given. */
    public @Nullable Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // RFC 3339 also has leap seconds and more digits than we keep.
            throw Problem.invalid(name, "is not a time that this server knows, like 2026-01-31T08:00:00Z");
        }
    }

    /** A repeatable parameter; empty when it was not given. */
    public List<String> texts(String name) {
        List<String> out = new ArrayList<>();
        JsonNode value = parameters.get(name);
        if (value != null) {
            value.forEach(v -> out.add(v.asString()));
        }
        return out;
    }

    /** A repeatable parameter as constants. */
    public <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
        return texts(name).stream().map(t -> Wire.parse(type, t)).toList();
    }

    /** The body as a record. */
    public <T> T body(Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(Objects.requireNonNull(json, "no body"), type);
        } catch (JacksonException e) {
            throw Problem.invalid("body", e.getOriginalMessage());
        }
    }

    /**
     * The id for what this call creates. With an {@code Idempotency-Key} it is derived from the caller, the operation and the key, so that
     * a repeated call finds what the first one made.
     */
    public UUID newId(Instant now) {
        String key = text("Idempotency-Key");
        return key == null
                ? Ids.at(now)
                : Ids.named(who().tenant() + " " + who().id() + " " + operation.id() + " " + key);
    }

    /** First row to skip, of a list that is paged by number. */
    public int offset() {
        return (number("page") - 1) * number("size");
    }
}
