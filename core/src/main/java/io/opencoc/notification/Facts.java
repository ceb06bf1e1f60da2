package io.opencoc.notification;

import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Text;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects the labelled values of a message; empty ones are left out. For one thread. */
public final class Facts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String language;
    private final List<Fact> list = new ArrayList<>();

    public Facts(String language) {
        this.language = language;
    }

    public Facts add(String en, String zh, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            list.add(new Fact(new Text(en, zh).in(language), Message.oneLine(value)));
        }
        return this;
    }

    public Facts add(String en, String zh, Instant at) {
        return add(en, zh, time(at));
    }

    /** A time as messages write it. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    public List<Fact> list() {
        return List.copyOf(list);
    }
}
