package io.opencoc.api.contract;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.HttpPort;
import io.opencoc.api.MailPort;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Settings;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A context over a map of settings and given ports; its clock stands. */
public record TestContext(Map<String, String> values, HttpPort http, MailPort mail) implements PluginContext {

    /** One for what sends mail. */
    public static TestContext mailing(Map<String, String> values, MailPort mail) {
        HttpPort none = new TestHttp(body -> {
            throw new IllegalStateException("no JSON here");
        });
        return new TestContext(values, none, mail);
    }

    /** One for what calls addresses. */
    public static TestContext calling(Map<String, String> values, HttpPort http) {
        return new TestContext(
                values, http, (server, mail) -> Uni.createFrom().failure(DeliveryException.permanent("no mail here")));
    }

    @Override
    public Settings settings() {
        return values::get;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(RecordedRequest.RECEIVED_AT, ZoneOffset.UTC);
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger("plugin.test");
    }
}
