package io.opencoc.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.LogMask;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lines for collectors: one JSON object each. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {

    @Override
    public String doLayout(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        line.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", LogMask.mask(event.getFormattedMessage()));
        if (event.getThrowableProxy() != null) {
            line.put("failure", LogMask.mask(Failures.trace(event.getThrowableProxy())));
        }
        return Json.write(line) + "\n";
    }
}
