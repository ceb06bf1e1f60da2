package io.opencoc.api;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/**
 * Understands what one kind of monitoring system sends: turns a request into alarms.
 *
 * <p>Threading: {@link #parse} is pure and plain. It is called from many threads at once, for bundled sources on an event
 * loop: it must not block, wait, log per alarm or keep state. The server stores what is returned and answers the sender after the
 * commit. All other methods are called in the same way and hold to the same; what takes time happens in the {@code Uni} that {@link #prepare}
 * and {@link #pull} return, without blocking a thread.
 *
 * <p>Errors: {@link BadPayloadException} blames the sender and is never held against the source. Whatever else is thrown or fails, null where none
 * is allowed, and a call that takes too long are defects of the source; after several in a row the server stops calling it for a while.
 *
 * @since 1.0
 */
public interface AlarmSource extends ExtensionPoint {

    /** What this source is, and what each integration of it can set; constant. */
    Descriptor descriptor();

    /**
     * Checks what the schema cannot say, before settings of an integration are kept. Pure, as {@link #parse}, which need not rely on it.
     *
     * @throws BadPayloadException naming the setting and what is wrong with it, in one line
     */
    default void check(Settings settings) throws BadPayloadException {}

    /**
     * Does what a request needs from outside before it can be read, as fetching the certificate that signed it or confirming a subscription.
     * Called before {@link #parse} for requests that came from outside, not for the server's own {@linkplain #sample test alarms}, under the
     * server's time-out; {@link #parse} is called when the result is there. Most sources need nothing.
     *
     * @return null when there is nothing to do. Fails with {@link BadPayloadException} to refuse the request; with an
     *     {@link java.io.IOException} when it cannot be known now: the sender gets 503 and should send again
     */
    default @Nullable Uni<Void> prepare(InboundRequest request, PluginContext context) {
        return null;
    }

    /**
     * Reads one request that came to {@code /hooks/{key}[/…]}.
     *
     * @param request the request; its body is complete, decompressed and within the size limit
     * @return the alarms, what was wrong with single entries, and how to answer
     * @throws BadPayloadException if nothing of the request can be used; the sender gets 400 with the message
     */
    ParsedRequest parse(InboundRequest request) throws BadPayloadException;

    /**
     * Answers a sender that asks by OPTIONS whether it may send here, as webhooks of CloudEvents do. Pure, as {@link #parse}, which is called instead
     * when there is nothing to answer.
     *
     * @return headers of an empty 200; only {@code Allow}, {@code WebHook-Allowed-Origin} and {@code WebHook-Allowed-Rate} may be among them, with
     *     printable ASCII, 255 characters at most. Empty for a source that knows no such question
     * @throws BadPayloadException to refuse
     */
    default Map<String, String> handshake(InboundRequest request) throws BadPayloadException {
        return Map.of();
    }

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

    /**
     * As {@link #sample(IntegrationPoint, String, boolean)}, for what is only taken when it fits the settings; this is the one that is called.
     *
     * @param settings of the integration, secrets in clear
     */
    default SampleRequest sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
        return sample(point, name, firing);
    }

    /**
     * How often {@link #pull} is to be called for an integration.
     *
     * @return null for one that only receives; at least 10 s
     */
    default @Nullable Duration pullEvery(Settings settings) {
        return null;
    }

    /**
     * Fetches alarms from a system that does not send them. Never called twice at once for one integration. What is returned is stored before the
     * next call; after a crash the same cursor may come again.
     *
     * @param cursor of the last call whose alarms are stored; null at first
     * @return fails with an {@link java.io.IOException}, or {@link BadPayloadException}, whose text is shown on the integration's page
     */
    default Uni<PulledAlarms> pull(@Nullable String cursor, PluginContext context) {
        return Uni.createFrom().item(new PulledAlarms(java.util.List.of(), java.util.List.of(), cursor, false));
    }
}
