package io.opencoc.iam;

import com.fasterxml.jackson.annotation.JsonValue;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problem.FieldError;
import io.opencoc.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of a policy: JSON of version 1.1, and the same ready for decisions. Every document that there is has been checked. At most
 * {@value #MOST_STATEMENTS} statements and {@value #LONGEST} characters of JSON without spaces. Immutable.
 */
public final class PolicyDocument {
    static final int MOST_STATEMENTS = 100;
    static final int LONGEST = 6_144;

    /** A statement that stands for a document which cannot be read. */
    static final ObjectNode DENIES_ALL = JsonNodeFactory.instance.objectNode().put("Effect", "Deny");

    private final List<Part> parts;

    /**
     * One statement.
     *
     * @param actions the texts, also those of other services
     * @param statement what they mean here, without an origin
     * @param json as it is shown
     */
    record Part(List<String> actions, Statement statement, ObjectNode json) {}

    static {
        DENIES_ALL.putArray("Action").add("*:*:*");
    }

    PolicyDocument(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a document from outside.
     *
     * @throws Problem that names each wrong place, as {@code document.Statement[0].Action[1]}
     */
    public static PolicyDocument of(JsonNode json) {
        return of(json, "document");
    }

    static PolicyDocument of(JsonNode json, String at) {
        List<FieldError> errors = new ArrayList<>();
        PolicyDocument document = new PolicyReader(errors).document(json, at);
        if (document == null) {
            throw Problem.invalid(errors);
        }
        return document;
    }

    /** Reads a document that was checked before, as the database keeps it. */
    static PolicyDocument stored(String json) {
        return of(Json.tree(json));
    }

    /** Allows these actions, without conditions. */
    public static PolicyDocument allowing(List<String> actions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Version", "1.1");
        ObjectNode statement = json.putArray("Statement").addObject().put("Effect", "Allow");
        actions.forEach(statement.putArray("Action")::add);
        return of(json);
    }

    List<Part> parts() {
        return parts;
    }

    /**
     * What somebody has through this document.
     *
     * @param project to which it is limited; null for none
     */
    List<Statement> statements(String policy, @Nullable UUID id, @Nullable String group, @Nullable UUID project) {
        List<Statement> out = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Statement s = parts.get(i).statement();
            List<Condition> conditions = new ArrayList<>(s.conditions());
            if (project != null) {
                conditions.add(
                        new Condition.Project("g:EnterpriseProjectId of the attachment", List.of(project), true));
            }
            out.add(new Statement(
                    s.allows(), s.actions(), s.things(), conditions, new Statement.Origin(policy, id, i, group)));
        }
        return out;
    }

    /** What the reader cannot refuse, but people should know: actions without any effect. */
    List<FieldError> warnings(Permissions permissions) {
        List<FieldError> out = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            for (int a = 0; a < part.actions().size(); a++) {
                String message = permissions.oddity(new Glob(part.actions().get(a)), part.statement());
                if (message != null) {
                    out.add(new FieldError("document.Statement[" + i + "].Action[" + a + "]", message));
                }
            }
        }
        return out;
    }

    /** In the order of the guide. */
    @JsonValue
    ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("Version", "1.1");
        var statements = out.putArray("Statement");
        parts.forEach(p -> statements.add(p.json()));
        return out;
    }
}
