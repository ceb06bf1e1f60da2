package io.opencoc.api.contract;

import io.opencoc.api.MailPort;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Settings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A context over a map of settings and a given mail port; its clock stands. */
public record TestContext(Map<String, String> values, MailPort mail) implements PluginContext {

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
