package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.Reply;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the sources ask of a request before they read it. */
final class Inbound {
    /** Where test alarms go: they are read by the customs, whatever the mapping says. */
    static final String TEST = "/test";

    private static final String PLAIN = "text/plain; charset=utf-8";

    private Inbound() {}

    static void requirePost(InboundRequest request) throws BadPayloadException {
        if (!request.method().equals("POST")) {
            throw refusal(405, "method " + JsonText.shown(request.method()) + " is not POST");
        }
    }

    /** What refuses a request to a path where nothing is. */
    static BadPayloadException nothingAt(String path, String hint) {
        return refusal(404, "nothing is at " + JsonText.shown(path) + ": " + hint);
    }

    /** A refusal with a status of its own. */
    static BadPayloadException refusal(int status, String problem) {
        return new BadPayloadException(problem, new Reply(status, PLAIN, problem + "\n"));
    }

    /** The type of the body without parameters, in lower case; empty when the sender does not say. */
    static String mediaType(InboundRequest request) {
        return mediaType(request.header("Content-Type"));
    }

    static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a media type says JSON. */
    static boolean isJson(String mediaType) {
        return mediaType.endsWith("/json") || mediaType.endsWith("+json");
    }

    /** Reads the body as JSON, whatever type it is said to be: many senders say a wrong one. */
    static Node json(InboundRequest request) throws BadPayloadException {
        byte[] body = request.body();
        String type = mediaType(request);
        if (body.length > 0 && !isJson(type) && !looksLikeJson(body)) {
            throw new BadPayloadException(notJson(type));
        }
        Node node = TreeReader.read(request.json());
        if (node instanceof Node.Leaf) {
            throw new BadPayloadException(
                    "the body is " + node.described() + "; alarms are sent as a JSON object or as an array of objects");
        }
        return node;
    }

    private static boolean looksLikeJson(byte[] body) {
        int at = body.length >= 3 && new String(body, 0, 3, UTF_8).equals("\uFEFF") ? 3 : 0;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) {
            at++;
        }
        return at < body.length && (body[at] == '{' || body[at] == '[');
    }

    private static String notJson(String type) {
        String what =
                switch (type) {
                    case "application/x-www-form-urlencoded", "multipart/form-data" -> "a form";
                    case "text/plain" -> "plain text";
                    case "text/html" -> "HTML";
                    case "application/xml", "text/xml" -> "XML";
                    default -> "something else";
                };
        return "the body must be JSON but is " + what
                + (type.isEmpty() ? "" : " (Content-Type " + JsonText.shown(type) + ")")
                + ": let the sender send JSON with Content-Type application/json";
    }
}
