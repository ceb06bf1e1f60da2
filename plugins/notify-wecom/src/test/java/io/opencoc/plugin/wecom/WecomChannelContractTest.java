package io.opencoc.plugin.wecom;

import io.opencoc.api.JsonReader;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.NotificationChannelContract;
import io.opencoc.api.contract.TestContext;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class WecomChannelContractTest extends NotificationChannelContract {
    private final FakeRobot robot = new FakeRobot();

    @AfterEach
    void stop() {
        robot.close();
    }

    @Override
    protected NotificationChannel channel() {
        return new WecomPlugin().notificationChannels().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    @Override
    protected PluginContext working() {
        return TestContext.calling(Map.of("host", robot.host()), new TestHttp(JacksonJsonReader::new));
    }

    /** The address is that of the public WeCom, and the setting of another one. */
    @Override
    protected PluginContext notConfigured() {
        return TestContext.calling(Map.of("host", "wecom.example.com"), new TestHttp(JacksonJsonReader::new));
    }

    @Override
    protected Recipient recipient() {
        return new Recipient("Ann", robot.address());
    }
}
