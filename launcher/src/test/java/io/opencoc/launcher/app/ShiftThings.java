package io.opencoc.launcher.app;

import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.app.ApiUser.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A scenario of shifts with one of everything, in one tenant. What an operation takes away is made again for the next one.
 *
 * @param ids of what bodies name
 */
record ShiftThings(ApiUser admin, String scenario, Map<String, String> ids) {
    /** Days from now of the shift that is planned, and of those that operations plan. */
    static final int PLANNED = 10;

    static final int LATER = 20;

    /** So many days from now. */
    static String day(int ahead) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(ahead).toString();
    }

    static ShiftThings make(ApiUser admin, String word, String engineer) {
        String other = id(admin.make("/engineers", Map.of("name", word + " other")));
        String scenario = id(admin.make(
                "/shift-scenarios", Map.of("name", word + " scenario", "mode", "shift", "dimension", "global")));
        String role = id(admin.make("/shift-scenarios/" + scenario + "/roles", Map.of("name", word + " role")));
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("shift-roles", role);
        ids.put("shift-others", other);
        ShiftThings things = new ShiftThings(admin, scenario, ids);
        ids.put("shift-slots", things.slot(PLANNED, engineer));
        return things;
    }

    /** The parts of the scenario, by path and parameter. */
    Map<String, String> parts(String engineer) {
        String at = "/shift-scenarios/" + scenario;
        return Map.of(
                "shift-scenarios roleId", ids.get("shift-roles"),
                "shift-scenarios slotId", slot(PLANNED + 1, engineer),
                "shift-scenarios overrideId", override(engineer),
                "shift-scenarios swapId", swap(slot(PLANNED + 2, engineer), engineer),
                // A scenario of shifts has none, which is said after it is found.
                "shift-scenarios memberId", "00000000-0000-7000-8000-00000000beef");
    }

    /** Plans a day, and gives its shift. */
    String slot(int ahead, String engineer) {
        String at = "/shift-scenarios/" + scenario;
        Answer planned = admin.call(
                "POST",
                at + "/day",
                Json.write(Map.of(
                        "day",
                        day(ahead),
                        "shifts",
                        List.of(Map.of(
                                "start",
                                "08:00",
                                "end",
                                "20:00",
                                "roles",
                                List.of(Map.of(
                                        "roleId", ids.get("shift-roles"), "engineerIds", List.of(engineer))))))));
        if (planned.status() != 200) {
            throw new AssertionError(planned);
        }
        JsonNode entries = admin.get(at + "/calendar?from=" + day(ahead) + "&to=" + day(ahead))
                .get("entries");
        return entries.get(0).get("id").asString();
    }

    String override(String engineer) {
        return id(admin.make(
                "/shift-scenarios/" + scenario + "/overrides",
                Map.of(
                        "roleId",
                        ids.get("shift-roles"),
                        "engineerId",
                        engineer,
                        "startsAt",
                        day(PLANNED) + "T00:00:00Z",
                        "endsAt",
                        day(PLANNED) + "T01:00:00Z")));
    }

    String swap(String slot, String engineer) {
        return id(admin.make(
                "/shift-scenarios/" + scenario + "/swaps",
                Map.of("slotId", slot, "engineerId", engineer, "otherId", ids.get("shift-others"))));
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }
}
