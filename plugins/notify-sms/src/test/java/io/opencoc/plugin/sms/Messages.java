package io.opencoc.plugin.sms;

import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.TestContext;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages, and what it takes to send them. */
final class Messages {
    static final String ID = "0192f6e0-0000-7000-8000-000000000001";
    static final Recipient ANN = new Recipient("Ann", "+8613800000001");

    private Messages() {}

    static OutboundMessage of(String subject, String text, @Nullable String link) {
        return new OutboundMessage(
                ID,
                1,
                subject,
                text,
                List.of(new Fact("Title", "CPU"), new Fact("Level", "CRITICAL")),
                link == null ? null : URI.create(link),
                "en");
    }

    /** One of an incident, at a try. */
    static OutboundMessage attempt(int attempt) {
        OutboundMessage m = of("[CRITICAL] INC000001 CPU", "Opened.", "https://coc.example.com/incidents/INC000001");
        return new OutboundMessage(m.id(), attempt, m.subject(), m.text(), m.facts(), m.link(), m.language());
    }

    /** Settings with some others in their place. */
    static Map<String, String> with(Map<String, String> settings, String... namesAndValues) {
        Map<String, String> changed = new HashMap<>(settings);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return changed;
    }

    static TestContext calling(Map<String, String> settings) {
        return TestContext.calling(settings, new TestHttp(JacksonJsonReader::new));
    }

    /** The same at another time. */
    static PluginContext at(Instant now, TestContext context) {
        return new PluginContext() {
            @Override
            public io.opencoc.api.Settings settings() {
                return context.settings();
            }

            @Override
            public io.opencoc.api.HttpPort http() {
                return context.http();
            }

            @Override
            public io.opencoc.api.MailPort mail() {
                return context.mail();
            }

            @Override
            public Clock clock() {
                return Clock.fixed(now, ZoneOffset.UTC);
            }

            @Override
            public org.slf4j.Logger logger() {
                return context.logger();
            }
        };
    }

    static DeliveryReceipt send(NotificationChannel channel, OutboundMessage message, PluginContext context) {
        return channel.send(message, ANN, context).await().indefinitely();
    }
}
