package io.opencoc.plugin.sms;

import io.opencoc.api.JsonReader;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.contract.NotificationChannelContract;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Each channel holds what every channel must hold. */
class ChannelContractsTest {

    abstract static class OfSms<P extends FakeProvider> extends NotificationChannelContract {
        private P provider;

        abstract P start() throws IOException;

        abstract Map<String, String> settings(P provider);

        @BeforeEach
        void listen() throws IOException {
            provider = start();
        }

        @AfterEach
        void stop() {
            provider.close();
        }

        @Override
        protected JsonReader reader(byte[] body) {
            return new JacksonJsonReader(body);
        }

        @Override
        protected PluginContext working() {
            return Messages.calling(settings(provider));
        }

        @Override
        protected PluginContext notConfigured() {
            return Messages.calling(Map.of());
        }

        @Override
        protected Recipient recipient() {
            return Messages.ANN;
        }
    }

    @Nested
    class Aliyun extends OfSms<FakeAliyun> {
        @Override
        FakeAliyun start() throws IOException {
            return new FakeAliyun(RecordedRequest.RECEIVED_AT);
        }

        @Override
        Map<String, String> settings(FakeAliyun provider) {
            return provider.settings();
        }

        @Override
        protected NotificationChannel channel() {
            return new AliyunChannel();
        }
    }

    @Nested
    class HuaweiSmn extends OfSms<FakeHuawei> {
        @Override
        FakeHuawei start() throws IOException {
            return new FakeHuawei(RecordedRequest.RECEIVED_AT);
        }

        @Override
        Map<String, String> settings(FakeHuawei provider) {
            return provider.smn();
        }

        @Override
        protected NotificationChannel channel() {
            return new HuaweiChannel();
        }
    }

    @Nested
    class HuaweiMessageService extends HuaweiSmn {
        @Override
        Map<String, String> settings(FakeHuawei provider) {
            return provider.msgsms();
        }
    }

    @Nested
    class Twilio extends OfSms<FakeTwilio> {
        @Override
        FakeTwilio start() throws IOException {
            return new FakeTwilio();
        }

        @Override
        Map<String, String> settings(FakeTwilio provider) {
            return provider.settings();
        }

        @Override
        protected NotificationChannel channel() {
            return new TwilioChannel();
        }
    }

    @Nested
    class Gateway extends OfSms<FakeGateway> {
        @Override
        FakeGateway start() throws IOException {
            return new FakeGateway();
        }

        @Override
        Map<String, String> settings(FakeGateway provider) {
            return provider.form();
        }

        @Override
        protected NotificationChannel channel() {
            return new GatewayChannel();
        }
    }
}
