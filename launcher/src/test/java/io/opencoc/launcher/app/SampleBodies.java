package io.opencoc.launcher.app;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A body for every operation that takes one, as right as it can be. */
final class SampleBodies {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String INCIDENT = "{\"title\":\"changed ~\",\"level\":\"P3\"}";
    private static final String TODO =
            "{\"name\":\"changed-~\",\"description\":\"d\",\"type\":\"other\",\"severity\":\"minor\",\"ownerIds\":[\"{engineers}\"],\"solution\":\"s\",\"deadline\":\"%s\"}"
                    .formatted(Instant.now().plus(Duration.ofDays(30)));
    private static final String CHANNEL =
            "{\"settings\":{\"host\":\"127.0.0.1\",\"port\":1,\"from\":\"changed~@example.com\"}}";

    private static final String POLICY =
            "{\"name\":\"changed ~\",\"document\":{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:alarm:get\"]}]}}";
    private static final String PROVIDER =
            "{\"issuer\":\"https://id.example.com\",\"clientId\":\"changed~\",\"clientSecret\":\"s\",\"label\":{\"en\":\"changed\",\"zh\":\"x\"}}";

    private static final Map<String, String> BODIES = new HashMap<>();

    static {
        BODIES.put("signIn", "{\"user\":\"nobody\",\"password\":\"wrong\"}");
        BODIES.put("createAgency", "{\"name\":\"changed ~\",\"trustedTenant\":\"default\"}");
        BODIES.put("updateAgency", "{\"name\":\"changed ~\",\"trustedTenant\":\"default\"}");
        BODIES.put("assumeAgency", "{\"tenant\":\"partner\",\"agency\":\"{word} ops\"}");
        BODIES.put("createTenant", "{\"name\":\"changed-~\",\"administrator\":{\"name\":\"boss\"}}");
        BODIES.put("updateTenant", "{\"displayName\":\"changed ~\"}");
        BODIES.put(
                "createUser",
                "{\"name\":\"changed~\",\"displayName\":\"changed\",\"password\":\"quiet lantern moss\"}");
        BODIES.put("updateUser", "{\"displayName\":\"changed ~\"}");
        BODIES.put("resetPassword", "{\"password\":\"quiet lantern moss\"}");
        BODIES.put("createGroup", "{\"name\":\"changed ~\"}");
        BODIES.put("updateGroup", "{\"name\":\"changed ~\"}");
        BODIES.put("addGroupMembers", "{\"userIds\":[\"{users}\"]}");
        BODIES.put("attachUserPolicy", "{\"policyId\":\"{policies}\"}");
        BODIES.put("attachGroupPolicy", "{\"policyId\":\"{policies}\"}");
        BODIES.put("createPolicy", POLICY);
        BODIES.put("updatePolicy", POLICY);
        BODIES.put("copyPolicy", "{\"name\":\"changed ~\"}");
        BODIES.put("checkPolicy", "{\"document\":{\"Version\":\"1.1\"}}");
        BODIES.put("simulatePermission", "{\"userId\":\"{users}\",\"action\":\"coc:user:list\"}");
        BODIES.put("changePassword", "{\"current\":\"wrong\",\"new\":\"wrong\"}");
        BODIES.put(
                "createToken",
                "{\"name\":\"changed ~\",\"actions\":[\"coc:*:list\"],\"expiresAt\":\"%s\"}"
                        .formatted(Instant.now().plus(Duration.ofDays(1))));
        BODIES.put("createIdentityProvider", PROVIDER);
        BODIES.put("updateIdentityProvider", PROVIDER);
        BODIES.put("createEngineer", "{\"name\":\"changed ~\"}");
        BODIES.put("updateEngineer", "{\"name\":\"changed ~\",\"userId\":\"{users}\"}");
        shifts();
        BODIES.put("createProject", "{\"name\":\"changed ~\"}");
        BODIES.put("updateProject", "{\"name\":\"changed ~\"}");
        BODIES.put("createIntegration", "{\"source\":\"prometheus\",\"name\":\"changed ~\"}");
        BODIES.put("updateIntegration", "{\"name\":\"changed ~\"}");
        BODIES.put("sendTestAlarm", "{}");
        BODIES.put("tryAlarmSource", "{\"body\":\"{}\"}");
        BODIES.put("verifyTraces", "{}");
        BODIES.put("createForwardingRule", "{\"name\":\"changed ~\"}");
        BODIES.put("updateForwardingRule", "{\"name\":\"changed ~\"}");
        BODIES.put("tryForwardingRule", "{\"rule\":{\"name\":\"changed ~\"}}");
        BODIES.put("clearAlarms", "{\"ids\":[\"{alarms}\"]}");
        BODIES.put("createIncident", INCIDENT);
        BODIES.put("resubmitIncident", INCIDENT);
        BODIES.put("rejectIncident", "{\"reason\":\"changed\"}");
        BODIES.put("closeIncident", "{}");
        BODIES.put("forwardIncident", "{\"ownerId\":\"{engineers}\"}");
        BODIES.put("changeIncidentLevel", "{\"level\":\"P5\",\"reason\":\"changed\"}");
        BODIES.put("remarkIncident", "{\"text\":\"changed\"}");
        BODIES.put("handleIncident", "{\"solution\":\"changed\"}");
        BODIES.put("verifyIncident", "{\"passed\":true}");
        BODIES.put("createTodo", TODO);
        BODIES.put("updateTodo", TODO);
        BODIES.put("closeTodo", "{}");
        BODIES.put("cancelTodo", "{}");
        BODIES.put("remarkTodo", "{\"text\":\"changed\"}");
        BODIES.put("updateNotificationChannel", CHANNEL);
        BODIES.put("testNotificationChannel", "{\"address\":\"changed@example.com\"}");
    }

    private static void shifts() {
        String shift = "{\"start\":\"08:00\",\"end\":\"08:00\",\"roles\":[{\"roleId\":\"{shift-roles}\",\"%s}]}";
        BODIES.put("createShiftScenario", "{\"name\":\"changed ~\",\"mode\":\"shift\",\"dimension\":\"global\"}");
        BODIES.put("updateShiftScenario", "{\"name\":\"changed ~\"}");
        BODIES.put("createShiftRole", "{\"name\":\"changed ~\"}");
        BODIES.put("updateShiftRole", "{\"name\":\"changed ~\"}");
        BODIES.put(
                "addShiftMembers",
                "{\"roleId\":\"{shift-roles}\",\"engineerIds\":[\"{engineers}\"],\"from\":\"{later}\"}");
        BODIES.put("updateShiftMember", "{\"from\":\"{later}\"}");
        BODIES.put(
                "scheduleShifts",
                "{\"from\":\"{later}\",\"to\":\"{later}\",\"shifts\":[" + shift.formatted("turns\":[[\"{engineers}\"]]")
                        + "]}");
        BODIES.put(
                "changeShiftDay",
                "{\"day\":\"{later}\",\"shifts\":[" + shift.formatted("engineerIds\":[\"{engineers}\"]") + "]}");
        BODIES.put(
                "updateShiftSlot",
                "{\"day\":\"{later}\",\"start\":\"09:00\",\"end\":\"10:00\",\"engineerIds\":[\"{engineers}\"],\"version\":1}");
        BODIES.put("clearShifts", "{\"from\":\"{later}\",\"to\":\"{later}\"}");
        BODIES.put(
                "copyShifts",
                "{\"from\":\"{day}\",\"to\":\"{day}\",\"targetFrom\":\"{later}\",\"targetTo\":\"{later}\"}");
        BODIES.put(
                "createShiftOverride",
                "{\"roleId\":\"{shift-roles}\",\"engineerId\":\"{engineers}\",\"startsAt\":\"{later}T00:00:00Z\",\"endsAt\":\"{later}T08:00:00Z\"}");
        BODIES.put(
                "askForShiftSwap",
                "{\"slotId\":\"{shift-slots}\",\"engineerId\":\"{engineers}\",\"otherId\":\"{shift-others}\"}");
        BODIES.put("createShiftFeed", "{\"scenarioId\":\"{shift-scenarios}\"}");
    }

    private SampleBodies() {}

    static boolean has(String operation) {
        return BODIES.containsKey(operation);
    }

    /** The body of an operation, null for none, with the ids of these things; names are new each time. */
    static String of(String operation, TenantThings things) {
        String body = BODIES.get(operation);
        if (body == null) {
            return null;
        }
        body = body.replace("~", String.valueOf(NUMBER.incrementAndGet()));
        body = body.replace("{word}", things.word());
        body = body.replace("{day}", ShiftThings.day(ShiftThings.PLANNED));
        body = body.replace("{later}", ShiftThings.day(ShiftThings.LATER));
        for (Map<String, String> ids : List.of(things.ids(), things.shifts().ids())) {
            for (Map.Entry<String, String> id : ids.entrySet()) {
                body = body.replace("{" + id.getKey() + "}", id.getValue());
            }
        }
        return body;
    }
}
