package io.opencoc.plugin.huawei;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.HttpPort;
import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Reply;
import io.opencoc.api.Settings;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part that is the same whatever a topic of SMN carries: is it from SMN, for us and fresh; and the coming and going of subscriptions. */
final class Subscription {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** SMN waits 5 s for the answer. */
    private static final Duration PATIENCE = Duration.ofMillis(4500);

    private final Certificates certificates;

    Subscription(Certificates certificates) {
        this.certificates = certificates;
    }

    /** As {@link io.opencoc.api.AlarmSource#prepare}. */
    @Nullable
    Uni<Void> prepare(InboundRequest request, PluginContext context) {
        Settings settings = context.settings();
        try {
            Envelope envelope = Envelope.read(request);
            checkTopic(envelope, settings);
            Uni<Void> proven = null;
            if (settings.flag(SmnSettings.VERIFY, true)) {
                checkAge(envelope, settings, request.receivedAt());
                proven = verified(envelope, context, request.receivedAt());
            }
            if (envelope.type() != Envelope.Type.SUBSCRIPTION) {
                return proven == null ? null : patient(proven);
            }
            URI url = confirmation(envelope, settings);
            Uni<Void> before = proven == null ? Uni.createFrom().voidItem() : proven;
            return patient(before.chain(() -> confirm(url, context.http())));
        } catch (BadPayloadException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private static Uni<Void> patient(Uni<Void> work) {
        return work.ifNoItem().after(PATIENCE).failWith(() -> new IOException("Huawei's answer takes too long"));
    }

    private static void checkTopic(Envelope envelope, Settings settings) throws BadPayloadException {
        String topics = settings.text(SmnSettings.TOPICS, "");
        String urn = envelope.text("topic_urn");
        if (!topics.isBlank() && Arrays.stream(topics.split("[,\\s]+")).noneMatch(topic -> topic.equals(urn))) {
            throw new BadPayloadException(
                    "topic_urn " + Texts.shown(urn) + " is not one of the topics of this integration");
        }
    }

    /** The time is that of the first delivery: SMN's repetitions, minutes later, carry it too. */
    private static void checkAge(Envelope envelope, Settings settings, Instant now) throws BadPayloadException {
        Instant sent = Times.of(envelope.text("timestamp"));
        if (sent == null) {
            throw new BadPayloadException("timestamp " + Texts.shown(envelope.text("timestamp")) + " is not a time");
        }
        int minutes = settings.number(SmnSettings.MAX_AGE, SmnSettings.DEFAULT_MAX_AGE);
        if (sent.isBefore(now.minus(Duration.ofMinutes(minutes)))) {
            throw new BadPayloadException("timestamp " + sent + " is more than " + minutes + " min old");
        }
        if (sent.isAfter(now.plus(AHEAD))) {
            throw new BadPayloadException("timestamp " + sent + " is more than " + AHEAD.toMinutes()
                    + " min ahead: check the server's clock");
        }
    }

    private Uni<Void> verified(Envelope envelope, PluginContext context, Instant now) throws BadPayloadException {
        if (!"v1".equalsIgnoreCase(envelope.text("signature_version"))) {
            throw new BadPayloadException(
                    "signature_version " + Texts.shown(envelope.text("signature_version")) + " is not v1");
        }
        Signature.canonical(envelope); // what is not complete fetches nothing
        String hosts = context.settings().text(SmnSettings.CERTIFICATE_HOSTS, SmnSettings.DEFAULT_CERTIFICATE_HOSTS);
        String address = envelope.text("signing_cert_url");
        URI url = Hosts.allowed(address, hosts);
        if (url == null || url.getRawQuery() != null || !url.getRawPath().endsWith(".pem")) {
            throw new BadPayloadException("signing_cert_url " + Texts.shown(address)
                    + " is not an https address of a .pem file at one of the allowed hosts");
        }
        return certificates.at(url, context.http(), now).chain(certificate -> {
            try {
                Signature.check(envelope, certificate, now);
                return Uni.createFrom().voidItem();
            } catch (BadPayloadException e) {
                return Uni.createFrom().failure(e);
            }
        });
    }

    private static URI confirmation(Envelope envelope, Settings settings) throws BadPayloadException {
        String hosts = settings.text(SmnSettings.CONFIRMATION_HOSTS, SmnSettings.DEFAULT_CONFIRMATION_HOSTS);
        String address = envelope.text("subscribe_url");
        URI url = Hosts.allowed(address, hosts);
        if (url == null || !"/smn/subscription/confirm".equals(url.getRawPath())) {
            // Without the query: its token confirms.
            String shown = address == null ? null : address.split("[?#]", 2)[0];
            throw new BadPayloadException("subscribe_url " + Texts.shown(shown)
                    + " is not …/smn/subscription/confirm at one of the allowed hosts");
        }
        return url;
    }

    private static Uni<Void> confirm(URI url, HttpPort http) {
        return http.send(HttpPort.Request.get(url)).chain(answer -> confirmed(url, answer, http));
    }

    private static Uni<Void> confirmed(URI url, Answer answer, HttpPort http) {
        if (answer.status() >= 200 && answer.status() < 300) {
            return Uni.createFrom().voidItem();
        }
        String what = url.getHost() + " did not confirm the subscription: " + Huawei.said(answer, http);
        return Uni.createFrom()
                .failure(
                        answer.status() >= 500 || answer.status() == 429
                                ? new IOException(what)
                                : new BadPayloadException(what));
    }

    /**
     * What is to be answered to an envelope that is not a notification; its end is told as a problem, for it is one.
     *
     * @return null for a notification
     */
    static @Nullable ParsedRequest housekeeping(Envelope envelope) {
        return switch (envelope.type()) {
            case NOTIFICATION -> null;
            case SUBSCRIPTION -> ParsedRequest.of(List.of());
            case UNSUBSCRIPTION ->
                new ParsedRequest(
                        List.of(),
                        List.of("the subscription to topic " + Texts.shown(envelope.text("topic_urn"))
                                + " was taken back: its alarms come no more until it is subscribed again"),
                        Reply.OK);
        };
    }
}
