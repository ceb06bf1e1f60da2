package io.opencoc.plugin.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.api.HttpPort;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.api.contract.TestContext;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Through the server's own HTTP port: signatures hold over the host, the path and the query that it really sends. */
class ServersOwnPortTest {
    private static Vertx vertx;
    private static HttpPort http;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        http = new OutboundHttp(vertx, new AddressGuard(vertx, AddressGuard.Rule.PLUGINS, List.of("127.0.0.1")));
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @Test
    void aliyunTakesBothSignatures() throws Exception {
        try (FakeAliyun aliyun = new FakeAliyun(RecordedRequest.RECEIVED_AT)) {
            send(new AliyunChannel(), aliyun.settings(), 1);
            assertEquals(
                    "OK: not sent again, an earlier try went out (status 1)",
                    send(new AliyunChannel(), aliyun.settings(), 2));
            send(new AliyunChannel(), Messages.with(aliyun.settings(), "signature", "v2"), 1);
            assertEquals(2, aliyun.sent.size());
        }
    }

    @Test
    void huaweiTakesBothSignatures() throws Exception {
        try (FakeHuawei huawei = new FakeHuawei(RecordedRequest.RECEIVED_AT)) {
            send(new HuaweiChannel(), huawei.smn(), 1);
            send(new HuaweiChannel(), huawei.msgsms(), 1);
            assertEquals(1, huawei.published.size());
            assertEquals(1, huawei.sent.size());
        }
    }

    @Test
    void twilioAndGatewaysTakeTheirs() throws Exception {
        try (FakeTwilio twilio = new FakeTwilio();
                FakeGateway gateway = new FakeGateway()) {
            send(new TwilioChannel(), twilio.settings(), 1);
            for (Map<String, String> settings :
                    List.of(gateway.json(), gateway.form(), gateway.query(), gateway.text())) {
                send(new GatewayChannel(), settings, 1);
            }
            assertEquals(1, twilio.sent.size());
            assertEquals(4, gateway.sent.size());
        }
    }

    private static String send(NotificationChannel channel, Map<String, String> settings, int attempt) {
        return channel.send(Messages.attempt(attempt), Messages.ANN, TestContext.calling(settings, http))
                .await()
                .atMost(Duration.ofSeconds(30))
                .answer();
    }
}
