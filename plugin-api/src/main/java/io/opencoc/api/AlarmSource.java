package io.opencoc.api;

import org.pf4j.ExtensionPoint;

/**
 * Understands what one kind of monitoring system sends: turns a request into alarms.
 *
 * <p>Threading: {@link #parse} is pure and plain. It is called from many threads at once, for bundled sources on an event
 * loop: it must not block, wait, log per alarm or keep state. The server stores what is returned and answers the sender after the
 * commit.
 *
 * @since 1.0
 */
public interface AlarmSource extends ExtensionPoint {

    /** What this source is; constant. */
    Descriptor descriptor();

    /**
     * Reads one request that came to {@code /hooks/{key}[/…]}.
     *
     * @param request the request; its body is complete, decompressed and within the size limit
     * @return the alarms, what was wrong with single entries, and how to answer
     * @throws BadPayloadException if nothing of the request can be used; the sender gets 400 with the message
     */
    ParsedRequest parse(InboundRequest request) throws BadPayloadException;

    /**
     * How to connect such a system, for the integration page: Markdown with paragraphs, headings, lists, {@code code} and fenced code; anything
     * else is shown as it is written.
     */
    default Text instructions(IntegrationPoint point) {
        return new Text("Send alarms by POST to " + point.url(), "以 POST 方式将告警发送到 " + point.url());
    }

    /**
     * A request as the real system would send it, for "send a test alarm".
     *
     * @param point the integration that it is sent to
     * @param name the alarm name to use
     * @param firing true for an alarm that fires, false for its recovery
     */
    SampleRequest sample(IntegrationPoint point, String name, boolean firing);
}
