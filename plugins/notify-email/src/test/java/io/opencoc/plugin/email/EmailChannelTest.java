package io.opencoc.plugin.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.MailPort.Mail;
import io.opencoc.api.MailPort.Security;
import io.opencoc.api.MailPort.Server;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.TestContext;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EmailChannelTest {
    private static final Map<String, String> SET = Map.of("host", "smtp.example.com", "from", "Ops <ops@example.com>");
    private static final String EVIL = "<img src=x onerror=\"alert('1')\">&";
    private static final String ESCAPED = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;";

    private final AtomicReference<Server> server = new AtomicReference<>();
    private final AtomicReference<Mail> sent = new AtomicReference<>();

    @Test
    void sendsSubjectTextFactsAndLink() {
        Mail mail = send(SET, message("[CRITICAL] HostHighCpu", "CPU above 90%\nsince 10:45", "en"));
        assertEquals("n-1@example.com", mail.messageId(), "the same at each try");
        assertEquals("Ops <ops@example.com>", mail.from());
        assertEquals("ann@example.com", mail.to());
        assertEquals("Ann", mail.toName());
        assertEquals("[CRITICAL] HostHighCpu", mail.subject());
        assertEquals("""
                CPU above 90%
                since 10:45

                Level: CRITICAL
                Instance: 10.0.0.11

                Open in OpenCOC:
                https://coc.example.com/incidents/1?a=b&c='d'

                --\s
                Sent by OpenCOC. This mailbox is not read: please answer in the console.
                """, mail.text());
        String html = String.valueOf(mail.html());
        assertTrue(html.contains("CPU above 90%<br>\nsince 10:45"), html);
        assertTrue(html.contains("href=\"https://coc.example.com/incidents/1?a=b&amp;c=&#39;d&#39;\""), html);
        assertTrue(html.contains(">10.0.0.11</td>"), html);
        assertTrue(html.contains("prefers-color-scheme:dark"), html);
    }

    @Test
    void everyTextIsEscaped() {
        OutboundMessage message =
                new OutboundMessage("n-1", 1, EVIL, EVIL, List.of(new Fact(EVIL, EVIL)), null, "\"><script>");
        String html = String.valueOf(send(SET, message).html());
        assertFalse(html.contains("<img") || html.contains("<script"), html);
        assertEquals(5, html.split(Pattern.quote(ESCAPED), -1).length - 1, "title, heading, text, fact");
    }

    @Test
    void theLinkIsForBrowsersOnly() {
        for (String link : List.of("javascript:alert(1)", "data:text/html,x", "relative/path", "mailto:a@b.example")) {
            OutboundMessage message = new OutboundMessage("n-1", 1, "s", "t", List.of(), URI.create(link), "en");
            assertFalse(String.valueOf(send(SET, message).html()).contains("href"), link);
        }
    }

    @Test
    void theSubjectIsOneShortLine() {
        Mail mail = send(SET, message("a\r\nBcc: x@evil.example\t\u202Eb " + "🔥".repeat(300), "t", "en"));
        assertTrue(mail.subject().startsWith("a Bcc: x@evil.example b 🔥"), mail.subject());
        assertTrue(mail.subject().length() <= 200 && mail.subject().endsWith("🔥…"), mail.subject());
        assertEquals("OpenCOC", send(SET, message(" \n ", "t", "en")).subject());
    }

    @Test
    void itsOwnWordsFollowTheLanguage() {
        Mail mail = send(SET, message("告警", "内容", "zh-CN"));
        assertTrue(mail.text().contains("在 OpenCOC 中打开"), mail.text());
        assertTrue(String.valueOf(mail.html()).contains("<html lang=\"zh-CN\">"));
        assertFalse(mail.text().contains("Open in"), mail.text());
    }

    @Test
    void takesTheServerFromItsSettings() {
        send(SET, message("s", "t", "en"));
        assertEquals(new Server("smtp.example.com", 587, Security.STARTTLS, false, null, null), server.get());
        send(
                Map.of(
                        "host",
                        "h",
                        "from",
                        "a@b.example",
                        "port",
                        "465",
                        "security",
                        "tls",
                        "trustAll",
                        "true",
                        "user",
                        "u",
                        "password",
                        "p"),
                message("s", "t", "en"));
        assertEquals(new Server("h", 465, Security.TLS, true, "u", "p"), server.get());
    }

    @Test
    void saysWhichSettingIsMissing() {
        assertTrue(refused(Map.of()).startsWith("no mail server is configured: set 'host'"), refused(Map.of()));
        assertTrue(refused(Map.of("host", "h", "from", " ")).contains("set 'from'"));
        assertTrue(refused(Map.of("host", "h", "from", "a@b.c", "user", "u")).contains("'password'"));
        assertTrue(refused(Map.of("host", "h", "from", "a@b.c", "security", "maybe"))
                .contains("'security'"));
        assertTrue(refused(Map.of("host", "h", "from", "a@b.c", "port", "x")).contains("'port'"));
    }

    private String refused(Map<String, String> settings) {
        DeliveryException e = assertThrows(DeliveryException.class, () -> send(settings, message("s", "t", "en")));
        assertFalse(e.retryable());
        return String.valueOf(e.getMessage());
    }

    private Mail send(Map<String, String> settings, OutboundMessage message) {
        TestContext context = TestContext.mailing(settings, (to, mail) -> {
            server.set(to);
            sent.set(mail);
            return Uni.createFrom().item(new DeliveryReceipt(mail.messageId(), "250 OK"));
        });
        new EmailChannel()
                .send(message, new Recipient("Ann", "ann@example.com"), context)
                .await()
                .indefinitely();
        return sent.get();
    }

    private static OutboundMessage message(String subject, String text, String language) {
        return new OutboundMessage(
                "n-1",
                1,
                subject,
                text,
                List.of(new Fact("Level", "CRITICAL"), new Fact("Instance", "10.0.0.11")),
                URI.create("https://coc.example.com/incidents/1?a=b&c='d'"),
                language);
    }
}
