package io.opencoc.iam;

import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a policy document and names each place that is wrong. For one document. */
final class PolicyReader {
    private static final int MOST_ACTIONS = 100;
    private static final int MOST_RESOURCES = 20;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_ERRORS = 20;
    private static final Pattern ACTION = Pattern.compile("[a-zA-Z0-9*-]{1,40}(:[a-zA-Z0-9*-]{1,40}){2}");
    private static final Pattern RESOURCE = Pattern.compile("[^:]{1,40}:[^:]{0,40}:[^:]{0,40}:[^:]{1,40}:.{1,100}");
    private static final Pattern OWN_RESOURCE = Pattern.compile("[a-z*]+:\\*:\\*:[a-zA-Z*]+:[0-9a-f*-]{1,40}");

    private final List<FieldError> errors;

    PolicyReader(List<FieldError> errors) {
        this.errors = errors;
    }

    /** Gives null when something is wrong. */
    @Nullable
    PolicyDocument document(JsonNode json, String at) {
        int before = errors.size();
        if (!json.isObject()) {
            return error(at, "must be an object with Version and Statement");
        }
        others(json, at, Set.of("Version", "Statement"));
        if (!json.path("Version").isString() || !json.path("Version").asString().equals("1.1")) {
            error(at + ".Version", "must be \"1.1\"");
        }
        JsonNode array = json.path("Statement");
        if (!array.isArray() || array.isEmpty() || array.size() > PolicyDocument.MOST_STATEMENTS) {
            return error(at + ".Statement", "must be 1 to " + PolicyDocument.MOST_STATEMENTS + " statements");
        }
        List<PolicyDocument.Part> parts = new ArrayList<>();
        for (int i = 0; i < array.size() && errors.size() < MOST_ERRORS; i++) {
            PolicyDocument.Part part = statement(array.get(i), at + ".Statement[" + i + "]");
            if (part != null) {
                parts.add(part);
            }
        }
        if (errors.size() > before) {
            return null;
        }
        PolicyDocument document = new PolicyDocument(parts);
        int length = document.json().toString().length();
        return length > PolicyDocument.LONGEST
                ? error(at, "has " + length + " characters of JSON; at most " + PolicyDocument.LONGEST + " are allowed")
                : document;
    }

    private PolicyDocument.@Nullable Part statement(JsonNode json, String at) {
        int before = errors.size();
        if (!json.isObject()) {
            return error(at, "must be an object with Effect and Action");
        }
        others(json, at, Set.of("Effect", "Action", "Resource", "Condition"));
        String effect = json.path("Effect").isString() ? json.path("Effect").asString() : "";
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            error(at + ".Effect", "must be Allow or Deny");
        }
        List<String> actions = texts(json.path("Action"), at + ".Action", MOST_ACTIONS, errors);
        List<Glob> ours = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            action(actions.get(i), at + ".Action[" + i + "]", ours);
        }
        List<Statement.Thing> things = json.has("Resource")
                ? things(texts(json.path("Resource"), at + ".Resource", MOST_RESOURCES, errors), at + ".Resource")
                : Statement.ALL_THINGS;
        List<Condition> conditions = json.has("Condition")
                ? new PolicyConditions(errors).read(json.path("Condition"), at + ".Condition")
                : List.of();
        if (errors.size() > before) {
            return null;
        }
        Statement.Origin none = new Statement.Origin("", null, 0, null);
        return new PolicyDocument.Part(
                actions, new Statement(effect.equals("Allow"), ours, things, conditions, none), ordered(json));
    }

    /** Adds what an action means here: nothing when it is another service's. */
    private void action(String text, String at, List<Glob> ours) {
        if (!ACTION.matcher(text).matches()) {
            error(at, "is not an action like coc:incident:list, in which * stands for any characters");
        } else if (new Glob(text.substring(0, text.indexOf(':'))).matches("coc")) {
            ours.add(new Glob(text));
        }
    }

    private List<Statement.Thing> things(List<String> texts, String at) {
        List<Statement.Thing> out = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (!RESOURCE.matcher(text).matches()) {
                error(at + "[" + i + "]", "is not a resource like coc:*:*:incident:*, with five parts");
            } else if (new Glob(text.substring(0, text.indexOf(':'))).matches("coc")) {
                if (!OWN_RESOURCE.matcher(text).matches()) {
                    error(
                            at + "[" + i + "]",
                            "must be coc:*:*:<type>:<id>, with * as region and account, a type of resource as in actions, and an id or *");
                    continue;
                }
                String[] parts = text.split(":", 5);
                out.add(new Statement.Thing(new Glob(parts[3]), new Glob(parts[4])));
            }
        }
        return out;
    }

    static List<String> texts(JsonNode array, String at, int most, List<FieldError> errors) {
        List<String> out = new ArrayList<>();
        if (!array.isArray() || array.isEmpty() || array.size() > most) {
            errors.add(new FieldError(at, "must be an array of 1 to " + most + " texts"));
            return out;
        }
        for (int i = 0; i < array.size() && errors.size() < MOST_ERRORS; i++) {
            String text = array.get(i).isString() ? array.get(i).asString() : "";
            if (text.isBlank() || text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
                errors.add(
                        new FieldError(at + "[" + i + "]", "must be a text of 1 to " + LONGEST_TEXT + " characters"));
            }
            out.add(text);
        }
        return out;
    }

    private void others(JsonNode json, String at, Set<String> allowed) {
        for (String name : json.propertyNames()) {
            if (!allowed.contains(name)) {
                String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
                error(
                        at + "." + shown,
                        "is not known; allowed are "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
    }

    private static ObjectNode ordered(JsonNode json) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("Effect", "Action", "Resource", "Condition")) {
            if (json.has(name)) {
                out.set(name, json.get(name));
            }
        }
        return out;
    }

    private <T> @Nullable T error(String at, String message) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(at, message));
        }
        return null;
    }
}
