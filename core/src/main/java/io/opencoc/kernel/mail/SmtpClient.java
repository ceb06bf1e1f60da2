package io.opencoc.kernel.mail;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.MailPort.Security;
import io.opencoc.api.MailPort.Server;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pooled connections to one mail server, and the bound on what waits for them. */
final class SmtpClient {
    private static final Logger log = LoggerFactory.getLogger(SmtpClient.class);
    private static final int MAX_CONNECTIONS = 10;
    /** Mails on connections and waiting for one; Vert.x itself would let any number wait. */
    private static final int MAX_PENDING = 500;

    private final Server server;
    private final MailClient client;
    private final AtomicInteger pending = new AtomicInteger();

    SmtpClient(Vertx vertx, Server server, VertxMailPort.Timeouts timeouts) {
        this.server = server;
        this.client = MailClient.create(vertx, config(server, timeouts));
    }

    Future<MailResult> send(MailMessage message) {
        if (pending.incrementAndGet() > MAX_PENDING) {
            pending.decrementAndGet();
            return Future.failedFuture(DeliveryException.throttled(
                    server + ": " + MAX_PENDING + " mails are waiting already", Duration.ofSeconds(5)));
        }
        return client.sendMail(message).onComplete(done -> pending.decrementAndGet());
    }

    void close() {
        client.close().onFailure(e -> log.debug("closing the connections to {} failed", server, e));
    }

    private static MailConfig config(Server server, VertxMailPort.Timeouts timeouts) {
        MailConfig config = new MailConfig(server.host(), server.port())
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setSsl(server.security() == Security.TLS)
                .setStarttls(
                        server.security() == Security.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setTrustAll(server.trustAll())
                .setConnectTimeout((int) timeouts.connect().toMillis())
                .setSslHandshakeTimeout(timeouts.connect().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) timeouts.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // a connection leaves the pool by itself before the idle time-out would cut it
                .setKeepAliveTimeout((int) timeouts.idle().toMillis() / 2)
                .setKeepAliveTimeoutUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod((int) Math.max(1, timeouts.idle().toMillis() / 4))
                .setPoolCleanerPeriodUnit(TimeUnit.MILLISECONDS)
                // not NTLM and XOAUTH2: each try with a method that does not fit counts as a wrong password
                .setAuthMethods("DIGEST-MD5 CRAM-SHA256 CRAM-SHA1 CRAM-MD5 LOGIN PLAIN")
                .setUserAgent("OpenCOC");
        return server.user() == null
                ? config.setLogin(LoginOption.DISABLED)
                : config.setLogin(LoginOption.REQUIRED)
                        .setUsername(server.user())
                        .setPassword(server.password());
    }
}
