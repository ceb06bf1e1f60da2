package io.opencoc.kernel.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when something does not go (RFC 9457). Thrown by services, turned into {@code application/problem+json} at
 * the edge. Carries no stack trace: it is an answer, not a defect.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of problems, each with its status and title. */
    public enum Kind {
        INVALID(400, "The request is not valid"),
        UNAUTHENTICATED(401, "Sign in first"),
        FORBIDDEN(403, "Not permitted"),
        PASSWORD_EXPIRED(403, "Change your password first"),
        NOT_FOUND(404, "Not found"),
        METHOD_NOT_ALLOWED(405, "Method not allowed"),
        CONFLICT(409, "Conflicts with the present state"),
        PLUGIN_EXISTS(409, "There is such a plug-in already"),
        TOO_LARGE(413, "The body is too large"),
        URI_TOO_LONG(414, "The address is too long"),
        UNSUPPORTED_TYPE(415, "Unsupported media type"),
        THROTTLED(429, "Too many requests"),
        HEADERS_TOO_LARGE(431, "The headers are too large"),
        INTERNAL(500, "Something went wrong on the server"),
        UNAVAILABLE(503, "Not available for the moment");

        final int status;
        final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }
    }

    /**
     * What is wrong with one field.
     *
     * @param field the place, as {@code conditions.items[0].value}
     * @param message for people
     */
    public record FieldError(String field, String message) {}

    private final Kind kind;
    private final transient List<FieldError> errors;
    private final transient @Nullable Duration retryAfter;
    private final @Nullable String about;

    private Problem(Kind kind, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        this(kind, detail, errors, retryAfter, null);
    }

    private Problem(
            Kind kind, String detail, List<FieldError> errors, @Nullable Duration retryAfter, @Nullable String about) {
        super(detail, null, false, false);
        this.about = about;
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), null);
    }

    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.isEmpty()
                ? ""
                : errors.getFirst().field() + ": " + errors.getFirst().message();
        return new Problem(Kind.INVALID, detail, errors, null);
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem forbidden(String action) {
        return of(Kind.FORBIDDEN, "This needs the action " + action + ".");
    }

    /** For what does not exist or belongs to another tenant, which is the same to the caller. */
    public static Problem notFound(String what) {
        return of(Kind.NOT_FOUND, "There is no such " + what + ".");
    }

    public static Problem conflict(String detail) {
        return of(Kind.CONFLICT, detail);
    }

    public static Problem throttled(String detail, Duration retryAfter) {
        return new Problem(Kind.THROTTLED, detail, List.of(), retryAfter);
    }

    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(Kind.UNAVAILABLE, detail, List.of(), retryAfter);
    }

    /** The same one, for the trail about a thing of this name; the client is not told it. */
    public Problem about(@Nullable String name) {
        return new Problem(kind, String.valueOf(getMessage()), errors, retryAfter, name);
    }

    /** The name of the thing that it is about; null when nobody has read it. */
    public @Nullable String about() {
        return about;
    }

    public Kind kind() {
        return kind;
    }

    /** HTTP status. */
    public int status() {
        return kind.status;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** How long the client should wait; null when that says nothing. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The JSON body. */
    Map<String, Object> body() {
        Map<String, Object> body = new java.util.LinkedHashMap<>();
        body.put("type", "urn:opencoc:problem:" + io.opencoc.kernel.json.Wire.name(kind));
        body.put("title", kind.title);
        body.put("status", kind.status);
        if (getMessage() != null && !getMessage().isEmpty()) {
            body.put("detail", getMessage());
        }
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return body;
    }
}
