package io.opencoc.plugin.huawei;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.Reply;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What SMN posts to an HTTP subscriber, whatever is inside. */
record Envelope(Type type, Map<String, String> fields) {

    /** What an envelope is about. */
    enum Type {
        /** Something was published to the topic. */
        NOTIFICATION("Notification"),
        /** Somebody wants the topic's messages to come here, and SMN asks whether that is right. */
        SUBSCRIPTION("SubscriptionConfirmation"),
        /** The topic's messages do not come here any more. */
        UNSUBSCRIPTION("UnsubscribeConfirmation");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        static @Nullable Type of(@Nullable String word) {
            for (Type type : values()) {
                if (type.word.equals(word)) {
                    return type;
                }
            }
            return null;
        }
    }

    /** Reads a request; nothing in it is proven. */
    static Envelope read(InboundRequest request) throws BadPayloadException {
        if (!request.method().equals("POST")) {
            throw new BadPayloadException(
                    "method " + Texts.shown(request.method()) + " is not POST",
                    new Reply(405, "text/plain; charset=utf-8", "SMN posts\n"));
        }
        if (!request.path().isEmpty() && !request.path().equals("/")) {
            throw new BadPayloadException(
                    "nothing is at " + Texts.shown(request.path()) + ": subscribe the integration's address itself",
                    new Reply(404, "text/plain; charset=utf-8", "Nothing is here\n"));
        }
        var json = request.json();
        if (json.peek() != Kind.OBJECT) {
            throw json.problem("this is not SMN's envelope, a JSON object");
        }
        Map<String, String> fields = Fields.read(json, Set.of()).own;
        json.end();
        Type type = Type.of(fields.get("type"));
        if (type == null) {
            throw new BadPayloadException("type " + Texts.shown(fields.get("type"))
                    + " is not Notification, SubscriptionConfirmation or UnsubscribeConfirmation of SMN");
        }
        Type told = Type.of(request.header("X-SMN-MESSAGE-TYPE"));
        if (told != null && told != type) {
            throw new BadPayloadException("X-SMN-MESSAGE-TYPE says " + told.word + " and the body's type " + type.word);
        }
        return new Envelope(type, fields);
    }

    /** A field; null when it is absent or blank. */
    @Nullable
    String text(String name) {
        return Texts.first(fields.get(name));
    }

    /** The region that the topic is in, from {@code urn:smn:<region>:<project>:<topic>}; null when it does not say. */
    @Nullable
    String region() {
        String urn = text("topic_urn");
        String[] parts = urn == null ? new String[0] : urn.split(":", 5);
        return parts.length == 5 && parts[0].equals("urn") && parts[1].equals("smn") ? Texts.first(parts[2]) : null;
    }
}
