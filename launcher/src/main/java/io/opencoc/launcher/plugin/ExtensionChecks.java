package io.opencoc.launcher.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonReader;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.NotificationChannelRuntime;
import io.smallrye.mutiny.Uni;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an extension must say of itself, and a source must understand. */
final class ExtensionChecks {
    private static final IntegrationPoint POINT =
            new IntegrationPoint(URI.create("https://coc.example.com/hooks/k3y"), "k3y");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Settings NONE = name -> null;

    private final PrintStream out;
    private final List<String> wrong;

    ExtensionChecks(PrintStream out, List<String> wrong) {
        this.out = out;
        this.wrong = wrong;
    }

    void source(AlarmSourceRuntime source) {
        String name = "alarm source " + source.descriptor().id();
        out.println(name);
        descriptor(name, source.descriptor());
        try {
            Text text = await(source.instructions(POINT));
            text(name + ": instructions()", text, 10_000);
        } catch (RuntimeException e) {
            wrong.add(name + ": instructions(): " + reason(e));
        }
        AlarmEvent fired = sample(name, source, true);
        AlarmEvent ended = sample(name, source, false);
        if (fired != null && ended != null && !fired.fingerprint().equals(ended.fingerprint())) {
            wrong.add(name + ": the recovery of sample() has another fingerprint than its alarm");
        }
    }

    void channel(NotificationChannelRuntime channel) {
        String name = "notification channel " + channel.descriptor().id();
        out.println(name + ", to a " + channel.contactMethod());
        descriptor(name, channel.descriptor());
    }

    private @Nullable AlarmEvent sample(String name, AlarmSourceRuntime source, boolean firing) {
        String what = name + ": sample(…, " + firing + ")";
        try {
            SampleRequest sample = await(source.sample(POINT, NONE, "Verified", firing));
            ParsedRequest parsed = await(source.parse(new Sent(sample)));
            parsed.problems().forEach(problem -> wrong.add(what + " is read with a problem: " + problem));
            if (parsed.alarms().size() != 1) {
                wrong.add(what + " is read as " + parsed.alarms().size() + " alarms instead of one");
                return null;
            }
            AlarmEvent alarm = parsed.alarms().getFirst();
            if (!alarm.name().equals("Verified")) {
                wrong.add(what + " is read as an alarm of the name '" + alarm.name() + "' instead of the one given");
            }
            if ((alarm.status() == AlarmStatus.ALARM) != firing) {
                wrong.add(what + " is read as " + alarm.status());
            }
            return alarm;
        } catch (RuntimeException e) {
            wrong.add(what + ": " + reason(e));
            return null;
        }
    }

    private void descriptor(String name, Descriptor descriptor) {
        text(name + ": name", descriptor.name(), 60);
        text(name + ": description", descriptor.description(), 500);
        JsonNode schema;
        try {
            schema = Json.tree(descriptor.settingsSchema());
        } catch (JacksonException e) {
            wrong.add(name + ": settingsSchema is not JSON: " + e.getOriginalMessage());
            return;
        }
        if (!schema.path("type").asString("").equals("object")) {
            wrong.add(name + ": settingsSchema is not of an object");
        }
        for (String secret : descriptor.secretSettings()) {
            if (!schema.path("properties").has(secret)) {
                wrong.add(name + ": the secret setting '" + secret + "' is not in settingsSchema");
            }
        }
    }

    private void text(String what, Text text, int longest) {
        for (Map.Entry<String, String> t :
                Map.of("English", text.en(), "Chinese", text.zh()).entrySet()) {
            if (t.getValue().isBlank() || t.getValue().length() > longest) {
                wrong.add(what + " in " + t.getKey() + " is empty or longer than " + longest + " characters");
            }
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static String reason(RuntimeException e) {
        Throwable cause =
                e instanceof java.util.concurrent.CompletionException && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage());
    }

    /** A sample as it would arrive. */
    private record Sent(String method, String path, SampleRequest sample, byte[] body) implements InboundRequest {
        Sent(SampleRequest sample) {
            this("POST", sample.path().split("\\?", 2)[0], sample, sample.body().getBytes(UTF_8));
        }

        @Override
        public @Nullable String header(String name) {
            return name.equalsIgnoreCase("Content-Type") ? sample.contentType() : null;
        }

        @Override
        public @Nullable String query(String name) {
            List<String> values =
                    new QueryStringDecoder(sample.path()).parameters().get(name);
            return values == null || values.isEmpty() ? null : values.getFirst();
        }

        @Override
        public JsonReader json() {
            return new JacksonJsonReader(body);
        }

        @Override
        public Instant receivedAt() {
            return Instant.parse("2026-01-31T08:00:00Z");
        }
    }
}
