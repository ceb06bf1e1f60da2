package io.opencoc.plugin.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.TestContext;
import io.opencoc.kernel.mail.VertxMailPort;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Through the server's own mail port to a real SMTP server. */
class EmailDeliveryTest {

    @Test
    void theMailArrivesWhole() throws Exception {
        Vertx vertx = Vertx.vertx();
        GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        VertxMailPort port = new VertxMailPort(vertx, Clock.systemUTC(), VertxMailPort.Timeouts.DEFAULT);
        try {
            Map<String, String> settings = Map.of(
                    "host",
                    "127.0.0.1",
                    "port",
                    String.valueOf(smtp.getSmtp().getPort()),
                    "security",
                    "none",
                    "from",
                    "值班 <ops@example.com>");
            OutboundMessage message = new OutboundMessage(
                    "0192f6e0-0000-7000-8000-000000000001",
                    1,
                    "[严重] HostHighCpu 🔥",
                    ".开头是点\nCPU 使用率 97%",
                    List.of(new Fact("级别", "严重")),
                    URI.create("https://coc.example.com/incidents/INC000001"),
                    "zh-CN");
            new EmailChannel()
                    .send(message, new Recipient("张三", "zhang@example.com"), TestContext.mailing(settings, port))
                    .await()
                    .atMost(Duration.ofSeconds(20));

            MimeMessage mail = smtp.getReceivedMessages()[0];
            assertEquals("[严重] HostHighCpu 🔥", mail.getSubject());
            assertEquals("<0192f6e0-0000-7000-8000-000000000001@example.com>", mail.getMessageID());
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertTrue(parts.getBodyPart(0).getContent().toString().startsWith(".开头是点"));
            String html = parts.getBodyPart(1).getContent().toString();
            assertTrue(html.contains(">严重</td>") && html.contains("在 OpenCOC 中打开"), html);
        } finally {
            port.close();
            smtp.stop();
            vertx.close().await();
        }
    }
}
