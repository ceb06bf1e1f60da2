package io.opencoc.plugin.notifywebhook;

import io.opencoc.api.JsonReader;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.NotificationChannelContract;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.api.contract.TestContext;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class WebhookChannelContractTest extends NotificationChannelContract {
    private FakeReceiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new FakeReceiver(RecordedRequest.RECEIVED_AT);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Override
    protected NotificationChannel channel() {
        return new WebhookPlugin().notificationChannels().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    @Override
    protected PluginContext working() {
        return TestContext.calling(Map.of("secret", FakeReceiver.SECRET), new TestHttp(JacksonJsonReader::new));
    }

    @Override
    protected PluginContext notConfigured() {
        return TestContext.calling(Map.of(), new TestHttp(JacksonJsonReader::new));
    }

    @Override
    protected Recipient recipient() {
        return new Recipient("Ann", receiver.address());
    }
}
