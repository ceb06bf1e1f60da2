package io.opencoc.ingest;

import io.opencoc.api.Reply;

/** A request is refused with an answer in the sender's own protocol. */
final class RefusedReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    RefusedReply(Reply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
