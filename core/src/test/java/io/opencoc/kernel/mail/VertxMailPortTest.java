package io.opencoc.kernel.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.MailPort.Mail;
import io.opencoc.api.MailPort.Security;
import io.opencoc.api.MailPort.Server;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class VertxMailPortTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:45:23Z"), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Vertx vertx;
    private GreenMail greenMail;
    private VertxMailPort port;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        greenMail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        greenMail.setUser("eng@example.com", "ops", "pass-1");
        greenMail.start();
        port = new VertxMailPort(vertx, CLOCK, VertxMailPort.Timeouts.DEFAULT);
    }

    @AfterEach
    void stop() {
        port.close();
        greenMail.stop();
        vertx.close().await();
    }

    @Test
    void sendsTextAndHtmlWithItsHeaders() throws Exception {
        String subject = "告警 🔥 HostHighCpu 在 10.0.0.11 上触发：CPU 使用率超过百分之九十，请尽快处理";
        DeliveryReceipt receipt = await(port.send(
                plain(),
                new Mail(
                        "n-1@coc.test",
                        "值班 🚒 <ops@example.com>",
                        "eng@example.com",
                        "O\"Neil, Ann",
                        subject,
                        "甲\n.\n.dot",
                        "<p>é</p>")));

        assertEquals("n-1@coc.test", receipt.providerId());
        assertTrue(receipt.answer().startsWith("250 "), receipt.answer());
        MimeMessage mail = onlyMail();
        assertEquals("<n-1@coc.test>", mail.getMessageID());
        assertEquals(subject, mail.getSubject());
        assertEquals(new InternetAddress("ops@example.com", "值班 🚒", "UTF-8"), mail.getFrom()[0]);
        assertEquals("值班 🚒", ((InternetAddress) mail.getFrom()[0]).getPersonal());
        assertEquals("O\"Neil, Ann", ((InternetAddress) mail.getAllRecipients()[0]).getPersonal());
        assertEquals(CLOCK.instant(), mail.getSentDate().toInstant());
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertEquals(
                "甲\n.\n.dot",
                parts.getBodyPart(0)
                        .getContent()
                        .toString()
                        .replace("\r\n", "\n")
                        .strip());
        assertEquals("<p>é</p>", parts.getBodyPart(1).getContent().toString().strip());
    }

    @Test
    void sendsTextAlone() throws Exception {
        await(port.send(plain(), mail("plain only")));
        assertEquals("body", onlyMail().getContent().toString().strip());
    }

    @Test
    void signsInOverTls() throws Exception {
        greenMail.getUserManager().setAuthRequired(true);
        int tls = greenMail.getSmtps().getPort();
        await(port.send(new Server("127.0.0.1", tls, Security.TLS, true, "ops", "pass-1"), mail("over TLS")));
        assertEquals("over TLS", onlyMail().getSubject());

        DeliveryException e =
                failure(port.send(new Server("127.0.0.1", tls, Security.TLS, true, "ops", "wrong"), mail("x")));
        assertFalse(e.retryable(), e.getMessage());
        assertTrue(e.getMessage().contains("535"), e.getMessage());
        assertFalse(e.getMessage().contains("wrong"), e.getMessage());
    }

    @Test
    void startTlsComesBeforeAnythingElse() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp().capabilities("250-scripted\r\n250-AUTH PLAIN\r\n250 STARTTLS")) {
            await(port.send(new Server("localhost", smtp.port(), Security.STARTTLS, true, "ops", "pass-1"), mail("x")));
            List<String> before =
                    smtp.commands().stream().filter(c -> !c.startsWith("tls:")).toList();
            assertEquals(2, before.size(), before.toString());
            assertTrue(before.get(0).startsWith("EHLO") && before.get(1).equals("STARTTLS"), before.toString());
            assertTrue(smtp.commands().stream().anyMatch(c -> c.startsWith("tls:AUTH PLAIN ")));
            assertTrue(smtp.commands().contains("tls:DATA"));
        }
    }

    @Test
    void nothingIsSentWhenTheServerHasNoStartTls() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp().capabilities("250 AUTH PLAIN")) {
            DeliveryException e = failure(port.send(
                    new Server("localhost", smtp.port(), Security.STARTTLS, true, "ops", "s3cret"), mail("x")));
            assertFalse(e.retryable());
            assertTrue(e.getMessage().contains("STARTTLS required but not supported"), e.getMessage());
            assertTrue(smtp.commands().stream().noneMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL")));
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            DeliveryException e = failure(
                    port.send(new Server("localhost", smtp.port(), Security.STARTTLS, false, null, null), mail("x")));
            assertTrue(e.retryable());
            assertTrue(e.getMessage().contains("TLS failed"), e.getMessage());
            assertTrue(smtp.commands().stream().noneMatch(c -> c.contains("MAIL")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 4.3.2 shutting down, true",
        "CONNECT, 554 5.7.1 not welcome, false",
        "CONNECT, HTTP/1.1 400 Bad Request, true",
        "MAIL, 451 4.7.1 later, true",
        "RCPT, 450 4.2.1 greylisted, true",
        "RCPT, 550 5.1.1 no such user, false",
        "., 452 4.3.1 disk full, true",
        "., 554 5.6.0 spam, false",
    })
    void sortsRefusals(String verb, String reply, boolean retryable) throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp().on(verb, reply)) {
            DeliveryException e = failure(port.send(scripted(smtp), mail("x")));
            assertEquals(retryable, e.retryable(), e.getMessage());
            assertTrue(e.getMessage().contains(reply), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT", "RCPT", "BODY", "."})
    void aDroppedConnectionMayPass(String when) throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp().on(when, ScriptedSmtp.DROP)) {
            assertTrue(failure(port.send(scripted(smtp), mail("x"))).retryable());
            smtp.on(when, when.equals("CONNECT") ? "220 back" : "250 OK").on("BODY", "");
            await(port.send(scripted(smtp), mail("again")));
        }
    }

    @Test
    void aRefusedSignInIsPermanent() throws Exception {
        try (ScriptedSmtp smtp =
                new ScriptedSmtp().capabilities("250 AUTH PLAIN").on("AUTH", "535 5.7.8 bad credentials")) {
            DeliveryException e = failure(
                    port.send(new Server("localhost", smtp.port(), Security.NONE, false, "ops", "s3cret"), mail("x")));
            assertFalse(e.retryable());
            assertTrue(e.getMessage().contains("535 5.7.8 bad credentials"), e.getMessage());
        }
    }

    @Test
    void silenceAndAbsenceMayPass() throws Exception {
        VertxMailPort hasty = new VertxMailPort(
                vertx,
                CLOCK,
                new VertxMailPort.Timeouts(Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(2)));
        int port;
        try (ScriptedSmtp smtp = new ScriptedSmtp().on("RCPT", ScriptedSmtp.SILENCE)) {
            port = smtp.port();
            assertTrue(failure(hasty.send(scripted(smtp), mail("x"))).retryable());
        }
        DeliveryException e =
                failure(hasty.send(new Server("localhost", port, Security.NONE, false, null, null), mail("x")));
        assertTrue(e.retryable());
        assertTrue(e.getMessage().contains("cannot connect"), e.getMessage());
        hasty.close();
    }

    @Test
    void refusesHeaderInjection() {
        for (String evil : List.of("a\r\nBcc: x@evil.test", "a\nb", "a\rb", "a\u2028b", "a\0b")) {
            for (Mail mail : List.of(
                    new Mail("n-1@coc.test", "ops@example.com", "eng@example.com", "", evil, "", null),
                    new Mail("n-1@coc.test", evil + " <ops@example.com>", "eng@example.com", "", "s", "", null),
                    new Mail("n-1@coc.test", "ops@example.com", "eng@example.com", evil, "s", "", null),
                    new Mail("n-1@coc.test", "ops@example.com", "eng@example.com" + evil, "", "s", "", null),
                    new Mail("n-1@coc.test" + evil, "ops@example.com", "eng@example.com", "", "s", "", null))) {
                assertFalse(failure(port.send(plain(), mail)).retryable());
            }
        }
        for (String address : List.of(
                "", "nobody", "a b@c.test", "a@b.test,c@d.test", "<a@b.test>", "a@b.test> SIZE=1", "告@b.test")) {
            Mail mail = new Mail("n-1@coc.test", "ops@example.com", address, "", "s", "", null);
            assertFalse(failure(port.send(plain(), mail)).retryable(), address);
        }
        assertEquals(0, greenMail.getReceivedMessages().length);
    }

    @Test
    void keepsConnectionsAndBoundsThem() throws Exception {
        List<Uni<DeliveryReceipt>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(port.send(plain(), mail("mail " + i)));
        }
        await(Uni.join().all(all).andFailFast());
        Set<String> subjects = new HashSet<>();
        for (MimeMessage m : greenMail.getReceivedMessages()) {
            subjects.add(m.getSubject());
        }
        assertEquals(60, subjects.size());
    }

    private MimeMessage onlyMail() {
        assertEquals(1, greenMail.getReceivedMessages().length);
        return greenMail.getReceivedMessages()[0];
    }

    private Server plain() {
        return new Server("127.0.0.1", greenMail.getSmtp().getPort(), Security.NONE, false, null, null);
    }

    private static Server scripted(ScriptedSmtp smtp) throws IOException {
        return new Server("localhost", smtp.port(), Security.NONE, false, null, null);
    }

    private static Mail mail(String subject) {
        return new Mail("n-1@coc.test", "ops@example.com", "eng@example.com", "Ann", subject, "body", null);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static DeliveryException failure(Uni<?> uni) {
        return assertThrows(DeliveryException.class, () -> await(uni));
    }
}
