package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Recipient;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.settings.StoredSettings;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows the channels, keeps a tenant's own settings of them and tries them out. */
public final class ChannelService {
    private static final String TOPIC = "notificationChannel";
    private static final Duration LONGEST_TEST = Duration.ofSeconds(20);

    private final Database database;
    private final Clock clock;
    private final @Nullable String publicUrl;
    private final Channels channels;
    private final ChannelSettings settings;
    private final Sender sender;
    private final ChannelRepository repository = new ChannelRepository();

    ChannelService(Kernel kernel, Channels channels, ChannelSettings settings, Sender sender) {
        this.database = kernel.database();
        this.clock = kernel.clock();
        this.publicUrl = kernel.publicUrl();
        this.channels = channels;
        this.settings = settings;
        this.sender = sender;
    }

    Uni<List<ChannelView>> list(Actor actor) {
        actor.require("coc:notificationChannel:list");
        return database.in(actor, repository::all).map(own -> {
            List<ChannelView> views = new ArrayList<>();
            for (Channels.Entry c : channels.all()) {
                views.add(view(c, actor, own.get(c.descriptor().id())));
            }
            return views;
        });
    }

    Uni<ChannelView> get(Actor actor, String id) {
        actor.require("coc:notificationChannel:list");
        Channels.Entry channel = existing(id);
        return database.in(actor, tx -> repository.find(tx, id)).map(own -> view(channel, actor, own));
    }

    /** Sets the tenant's own settings; null removes one, a secret that is left out stays. */
    Uni<ChannelView> update(Actor actor, String id, ObjectNode given) {
        actor.require("coc:notificationChannel:update");
        Channels.Entry channel = existing(id);
        return database.in(actor, tx -> repository.lock(tx, id).chain(own -> {
            ChannelSettings.InForce changed = settings.changed(channel.descriptor(), tx.tenant(), own, given);
            changed(tx, id);
            ChannelSettings.InForce before = settings.inForce(channel.descriptor(), tx.tenant(), own);
            tx.trace(Trace.Thing.of(id, null), before.traced(null), changed.traced(before));
            return repository
                    .set(tx, id, settings.rest(changed, tx.tenant(), id), clock.instant())
                    .replaceWith(ChannelView.of(channel, changed));
        }));
    }

    /** Removes the tenant's own settings: the installation's apply again. */
    Uni<ChannelView> reset(Actor actor, String id) {
        actor.require("coc:notificationChannel:update");
        Channels.Entry channel = existing(id);
        return database.in(actor, tx -> repository.lock(tx, id).chain(own -> {
            changed(tx, id);
            ChannelSettings.InForce before = settings.inForce(channel.descriptor(), tx.tenant(), own);
            ChannelSettings.InForce after = settings.inForce(channel.descriptor(), tx.tenant(), null);
            tx.trace(Trace.Thing.of(id, null), before.traced(null), after.traced(before));
            return repository.delete(tx, id).replaceWith(() -> view(channel, actor, null));
        }));
    }

    /** Sends a test message now; that it was refused is an answer, not a failure. */
    Uni<ChannelView.TestResult> test(Actor actor, String id, String address) {
        actor.require("coc:notificationChannel:test");
        Channels.Entry channel = existing(id);
        String clean = address.strip();
        checkAddress(channel.contactMethod(), clean);
        Instant now = clock.instant();
        OutboundMessage message = new OutboundMessage(
                Ids.at(now).toString(),
                1,
                "OpenCOC test message",
                "This is a test message of OpenCOC: the channel works.\n这是 OpenCOC 的测试消息：通知渠道可用。",
                List.of(new Fact("Sent at", Facts.time(now)), new Fact("Sent by", Message.oneLine(actor.name()))),
                publicUrl == null ? null : URI.create(publicUrl + "/"),
                "en");
        return database.in(actor, tx -> take(tx, channel, clean, now).chain(() -> repository.find(tx, id)))
                .chain(own -> sender.send(actor.tenant(), id, own, message, new Recipient(clean, clean), LONGEST_TEST))
                .map(receipt -> new ChannelView.TestResult(true, Result.clean(receipt.answer())))
                .onFailure(DeliveryException.class)
                .recoverWithItem(failure -> new ChannelView.TestResult(false, Result.clean(Result.answer(failure))));
    }

    /** A test is a message as any other to a provider that takes only so many a minute. */
    private Uni<Void> take(Tx tx, Channels.Entry channel, String address, Instant now) {
        int most = channel.messagesPerMinute();
        if (most == 0) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .take(tx, channel.descriptor().id(), address, most, now, now.plus(LONGEST_TEST))
                .invoke(opens -> {
                    if (opens != null) {
                        Duration pause = Duration.between(now, opens).plusMillis(999);
                        throw DeliveryException.throttled(
                                "This address takes " + most + " messages a minute, and has had them: try again in "
                                        + Math.max(1, pause.toSeconds()) + " s.",
                                pause);
                    }
                })
                .replaceWithVoid();
    }

    private static void checkAddress(ContactMethod method, String address) {
        if (address.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("address", "has control characters");
        }
        switch (method) {
            case EMAIL -> checkForm(address, "[^\\s@]+@[^\\s@]+", "is not a mail address");
            case MOBILE -> checkForm(address, "\\+[1-9]\\d{6,14}", "is not a mobile number like +8613800000000");
            case WECOM, DINGTALK, WEBHOOK ->
                checkForm(address, "https?://\\S+", "is not an address like https://host/path");
        }
    }

    private static void checkForm(String address, String form, String otherwise) {
        if (!address.matches(form)) {
            throw Problem.invalid("address", otherwise);
        }
    }

    private ChannelView view(Channels.Entry channel, Actor actor, @Nullable StoredSettings own) {
        return ChannelView.of(channel, settings.inForce(channel.descriptor(), actor.tenant(), own));
    }

    private Channels.Entry existing(String id) {
        return channels.find(id).orElseThrow(() -> Problem.notFound("notification channel"));
    }

    private static void changed(Tx tx, String channel) {
        tx.changed(TOPIC, UUID.nameUUIDFromBytes(channel.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
