package io.opencoc.plugin.email;

import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Text;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The few words that a mail adds, and the limits that both bodies share. */
final class Words {
    static final Text OPEN = new Text("Open in OpenCOC", "在 OpenCOC 中打开");
    static final Text FOOTER = new Text(
            "Sent by OpenCOC. This mailbox is not read: please answer in the console.",
            "由 OpenCOC 发送。本邮箱无人查收，请在控制台中处理。");

    static final int MAX_TEXT = 20_000;
    static final int MAX_FACTS = 50;
    static final int MAX_LABEL = 100;
    static final int MAX_VALUE = 1_000;

    private Words() {}

    /** Where to act; null unless it is an address for a browser. */
    static @Nullable String link(OutboundMessage message) {
        URI link = message.link();
        if (link == null || link.getHost() == null) {
            return null;
        }
        boolean web = "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
        return web ? link.toASCIIString() : null;
    }
}
