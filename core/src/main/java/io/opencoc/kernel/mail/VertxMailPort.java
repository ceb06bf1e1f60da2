package io.opencoc.kernel.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.MailPort;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Sends mail with Vert.x Mail Client. Safe for use by many threads; a result arrives on the caller's Vert.x context, if it has
 * one. A cancelled mail may still be sent: its Message-ID makes a repetition recognisable.
 */
public final class VertxMailPort implements MailPort {
    private static final int MAX_SERVERS = 32;
    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9._+-]{1,128}@[A-Za-z0-9.-]{1,120}");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final Clock clock;
    private final Timeouts timeouts;
    private final Cache<Server, SmtpClient> clients;

    /**
     * How long to wait for a server.
     *
     * @param connect for the connection
     * @param idle for each answer
     * @param total for one mail with all its steps, waiting for a free connection included
     */
    public record Timeouts(Duration connect, Duration idle, Duration total) {
        /** 10 s, 20 s and 28 s: less than what a channel has in all. */
        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(28));
    }

    /** Creates a port without connections; they are opened when mail is sent. */
    public VertxMailPort(Vertx vertx, Clock clock, Timeouts timeouts) {
        this.vertx = vertx;
        this.clock = clock;
        this.timeouts = timeouts;
        this.clients = Caffeine.newBuilder()
                .maximumSize(MAX_SERVERS)
                .expireAfterAccess(Duration.ofMinutes(10))
                .executor(Runnable::run)
                .<Server, SmtpClient>removalListener((server, client, cause) -> {
                    if (client != null) {
                        client.close();
                    }
                })
                .build();
    }

    @Override
    public Uni<DeliveryReceipt> send(Server server, Mail mail) {
        return Uni.createFrom().emitter(emitter -> sending(server, mail).onComplete(emitter::complete, emitter::fail));
    }

    /** Closes all connections once the mails on them are through. */
    public void close() {
        clients.invalidateAll();
        clients.cleanUp();
    }

    private Future<DeliveryReceipt> sending(Server server, Mail mail) {
        Future<DeliveryReceipt> sent;
        try {
            checkServer(server);
            MailMessage message = encode(mail);
            sent = clients.get(server, s -> new SmtpClient(vertx, s, timeouts))
                    .send(message)
                    .timeout(timeouts.total().toMillis(), TimeUnit.MILLISECONDS)
                    .map(result -> new DeliveryReceipt(mail.messageId(), "250 accepted by " + server));
        } catch (RuntimeException e) {
            sent = Future.failedFuture(e);
        }
        return sent.recover(failure -> Future.failedFuture(SmtpFailure.of(failure, server)));
    }

    private static void checkServer(Server server) {
        if (server.host().isBlank() || server.host().length() > 253) {
            throw DeliveryException.permanent("the mail server's host is not set");
        }
        HeaderText.oneLine("the mail server's host", server.host());
        if (server.port() < 1 || server.port() > 65_535) {
            throw DeliveryException.permanent("the mail server's port " + server.port() + " is not 1 to 65535");
        }
        if (server.user() != null && server.password() == null) {
            throw DeliveryException.permanent("the mail server's user is set but not its password");
        }
    }

    private MailMessage encode(Mail mail) {
        if (!MESSAGE_ID.matcher(mail.messageId()).matches()) {
            throw DeliveryException.permanent("the message id '"
                    + HeaderText.oneLine("the message id", mail.messageId()) + "' is not local@domain");
        }
        Mailbox from = Mailbox.parse("the sender", mail.from());
        Mailbox to = Mailbox.of("the receiver", mail.toName(), mail.to());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", "<" + mail.messageId() + ">")
                .add("Date", DATE.format(clock.instant()))
                .add("From", from.header())
                .add("To", to.header())
                .add("Subject", HeaderText.unstructured(HeaderText.oneLine("the subject", mail.subject())))
                .add("Auto-Submitted", "auto-generated");
        MailMessage message = new MailMessage()
                .setFrom(from.address())
                .setTo(to.address())
                .setText(mail.text())
                .setHeaders(headers);
        return mail.html() == null ? message : message.setHtml(mail.html());
    }
}
