package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.HttpPort;
import io.opencoc.api.HttpPort.Answer;
import io.opencoc.api.HttpPort.Request;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.PluginContext;
import io.opencoc.api.PulledAlarms;
import io.opencoc.plugin.huawei.AomCursor.Phase;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call's way through AOM's list of events: page by page, so many at most, then the cursor says where to go on. */
final class AomApi {
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 5;
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_MARKER = 500;

    private final AomSettings settings;
    private final PluginContext context;
    private final List<AlarmEvent> alarms = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private AomApi(AomSettings settings, PluginContext context) {
        this.settings = settings;
        this.context = context;
    }

    static Uni<PulledAlarms> pull(@Nullable String cursor, PluginContext context) {
        try {
            AomApi call = new AomApi(AomSettings.of(context.settings()), context);
            return call.pages(AomCursor.of(cursor).begun(context.clock().instant()), MOST_PAGES);
        } catch (IOException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private Uni<PulledAlarms> pages(AomCursor at, int left) {
        return context.http().send(request(at)).chain(answer -> {
            AomCursor next;
            try {
                next = read(at, answer);
            } catch (BadPayloadException e) {
                return Uni.createFrom()
                        .failure(new IOException("AOM's answer is not what its API promises: " + e.getMessage()));
            } catch (IOException e) {
                return Uni.createFrom().failure(e);
            }
            boolean more = next.phase() != Phase.DONE;
            return more && left > 1
                    ? pages(next, left - 1)
                    : Uni.createFrom().item(new PulledAlarms(alarms, problems, next.text(), more));
        });
    }

    private Request request(AomCursor at) {
        Instant until = at.until() == null ? context.clock().instant() : at.until();
        Instant from = at.from();
        long minutes = Math.max(1, Duration.between(from, until).toMinutes());
        String body = "{\"time_range\":\"" + from.toEpochMilli() + "." + until.toEpochMilli() + "." + minutes
                + "\",\"search\":\"\",\"sort\":{\"order_by\":[\"starts_at\"],\"order\":\"asc\"},"
                + "\"metadata_relation\":[{\"key\":\"event_type\",\"value\":[\"alarm\"],\"relation\":\"AND\"}]}";
        Map<String, String> query = new LinkedHashMap<>();
        if (at.phase() == Phase.CLEARED) {
            query.put("type", "history_alert");
        }
        query.put("limit", Integer.toString(PAGE));
        query.put("marker", at.marker());
        Request request = settings.key()
                .sign(
                        "POST",
                        settings.base(),
                        "/v2/" + settings.project() + "/events",
                        query,
                        settings.project(),
                        "application/json",
                        body.getBytes(UTF_8),
                        context.clock().instant());
        return settings.enterpriseProject() == null
                ? request
                : request.with("Enterprise-Project-Id", settings.enterpriseProject());
    }

    private AomCursor read(AomCursor at, Answer answer) throws BadPayloadException, IOException {
        if (answer.status() != 200) {
            throw new IOException(refusal(answer, context.http()));
        }
        JsonReader json = context.http().json(answer.body());
        int events = 0;
        String marker = null;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.name()) {
                case "events" -> events = events(at, json);
                case "page_info" -> marker = marker(json);
                default -> json.skip();
            }
        }
        json.endObject();
        json.end();
        // Some answers name a next page after the last one: a page that is not full is the last.
        return events < PAGE || marker == null || marker.equals(at.marker()) ? at.listed() : at.page(marker);
    }

    private int events(AomCursor at, JsonReader json) throws BadPayloadException {
        int count = 0;
        if (json.peek() == Kind.NULL) {
            json.skip();
            return 0;
        }
        json.beginArray();
        while (json.hasNext()) {
            String raw = json.raw();
            try {
                event(at, raw);
            } catch (BadPayloadException e) {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add("event " + (count + 1) + " of a page: " + e.getMessage());
                }
            }
            if (++count > PAGE) {
                throw json.problem("more than " + PAGE + " events in one page");
            }
        }
        json.endArray();
        return count;
    }

    private void event(AomCursor at, String raw) throws BadPayloadException {
        Fields fields = Fields.read(context.http().json(raw.getBytes(UTF_8)), AomAlarm.PARTS);
        if (Times.of(fields.get("starts_at")) == null) {
            throw new BadPayloadException("starts_at " + Texts.shown(fields.get("starts_at")) + " is not a time");
        }
        if (at.isNews(Times.of(fields.get("ends_at")))) {
            alarms.add(AomAlarm.event(fields, settings.region(), context.clock().instant(), raw));
        }
    }

    private static @Nullable String marker(JsonReader json) throws BadPayloadException {
        String marker = json.peek() == Kind.OBJECT
                ? Fields.read(json, java.util.Set.of()).get("next_marker")
                : json.text();
        if (marker != null && marker.length() > LONGEST_MARKER) {
            throw json.problem("next_marker is longer than " + LONGEST_MARKER + " characters");
        }
        return marker;
    }

    private static String refusal(Answer answer, HttpPort http) {
        String said = Huawei.said(answer, http);
        return switch (answer.status()) {
            case 401 ->
                "AOM does not accept the access key; check accessKey, secretKey and the server's clock: " + said;
            case 403 -> "The access key's user may not list AOM's alarms (aom:alarm:list): " + said;
            case 404 -> "AOM does not know the project or the address; check host and projectId: " + said;
            case 429 -> "AOM is asked too often: " + said;
            default -> (answer.status() >= 500 ? "AOM is in trouble: " : "AOM refused to list alarms: ") + said;
        };
    }
}
