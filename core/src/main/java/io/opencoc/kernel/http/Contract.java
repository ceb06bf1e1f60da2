package io.opencoc.kernel.http;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.opencoc.kernel.access.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The composed OpenAPI contract, read from the class path: its operations, with what validates their parameters and bodies. Immutable. */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Action> actions = new TreeMap<>();
    private final Map<String, Map<String, String>> resources = new LinkedHashMap<>();
    private final Map<String, String> trailNames = new LinkedHashMap<>();

    /**
     * One parameter.
     *
     * @param in {@code path}, {@code query} or {@code header}
     * @param array whether a query parameter may be repeated
     * @param type JSON type of the value, or of the items
     */
    public record Parameter(
            String name,
            String in,
            boolean required,
            boolean array,
            String type,
            @Nullable JsonNode otherwise,
            LazySchema schema) {}

    /**
     * One operation.
     *
     * @param path as in the contract, without {@code /api/v1}
     * @param action what it needs: {@code coc:…}, {@code session} or {@code none}
     * @param also further actions that the service asks for in some uses
     * @param reach what the action must be allowed on
     * @param trace what the trail calls it; null for what leaves no trace unless it is refused
     * @param raw whether it is served by a route of its own (streams) instead of a handler
     * @param body validates the JSON body; null when there is none
     * @param success the status of success
     */
    public record Operation(
            String id,
            String method,
            String path,
            String action,
            List<String> also,
            Reach reach,
            Caller.@Nullable TraceName trace,
            boolean raw,
            List<Parameter> parameters,
            @Nullable LazySchema body,
            int success) {}

    /** What an operation's action must be allowed on before its service is asked. */
    public enum Reach {
        /** The tenant as a whole. */
        TENANT,
        /** Something: the service decides about the enterprise project and the thing. */
        PROJECT,
        /** The installation: only for users of the tenant that runs it. */
        SYSTEM
    }

    /**
     * An action that operations need.
     *
     * @param resource the middle of its name
     * @param text what it lets somebody do, by language
     */
    public record Action(String name, String resource, Reach reach, Map<String, String> text) {}

    private Contract() {}

    /** The server's contract, of {@code contract/openapi.json}; read once, for its validators take megabytes; each is made when it is first
     * needed. */
    public static Contract load() {
        return Own.CONTRACT;
    }

    private static final class Own {
        static final Contract CONTRACT = read();
    }

    private static Contract read() {
        try (InputStream in = Contract.class.getResourceAsStream("/contract/openapi.json")) {
            String text = new String(
                    Objects.requireNonNull(in, "contract/openapi.json").readAllBytes(), StandardCharsets.UTF_8);
            // Where JSON Schema keeps what is referred to.
            return of((ObjectNode) JsonMapper.shared().readTree(text.replace("\"#/components/schemas/", "\"#/$defs/")));
        } catch (IOException e) {
            throw new IllegalStateException("the contract cannot be read", e);
        }
    }

    private static Contract of(ObjectNode document) {
        Contract contract = new Contract();
        leaveToFeatures((ObjectNode) document.at("/components/schemas"));
        Schemas schemas = new Schemas(document);
        document.get("paths").properties().forEach(path -> {
            JsonNode shared = path.getValue().path("parameters");
            path.getValue().properties().forEach(m -> {
                if (METHODS.contains(m.getKey())) {
                    Operation o = operation(schemas, m.getKey(), path.getKey(), m.getValue(), shared);
                    if (contract.operations.put(o.id, o) != null) {
                        throw new IllegalArgumentException("the contract has two operations " + o.id);
                    }
                }
            });
        });
        contract.describeActions(document);
        return contract;
    }

    /** Schemas marked {@code x-checked-by-feature} are for readers: the feature itself says more exactly what is wrong with such a value. */
    private static void leaveToFeatures(ObjectNode schemas) {
        List.copyOf(schemas.propertyNames()).stream()
                .filter(name -> schemas.get(name).path("x-checked-by-feature").asBoolean(false))
                .forEach(schemas::putObject);
    }

    private static Operation operation(Schemas schemas, String method, String path, JsonNode node, JsonNode shared) {
        String id = node.get("operationId").asString();
        String action = node.path("x-action").asString("");
        if (!action.equals("none") && !action.equals("session") && !action.matches("coc:[a-zA-Z]+:[a-zA-Z]+")) {
            throw new IllegalArgumentException("operation " + id + " has no x-action");
        }
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode list : List.of(shared, node.path("parameters"))) {
            for (JsonNode p : list) {
                parameters.add(schemas.parameter(p));
            }
        }
        List<String> also = new ArrayList<>();
        node.path("x-also").forEach(a -> also.add(a.asString()));
        JsonNode body = node.at("/requestBody/content/application~1json/schema");
        int success = node.get("responses").propertyNames().stream()
                .filter(s -> s.startsWith("2"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(200);
        return new Operation(
                id,
                method.toUpperCase(Locale.ROOT),
                path,
                action,
                also,
                Reach.valueOf(node.path("x-reach").asString("tenant").toUpperCase(Locale.ROOT)),
                trace(node),
                node.path("x-raw").asBoolean(false),
                List.copyOf(parameters),
                body.isMissingNode() ? null : schemas.schema(body),
                success);
    }

    private static Caller.@Nullable TraceName trace(JsonNode node) {
        JsonNode trace = node.path("x-trace");
        return !trace.isObject()
                ? null
                : new Caller.TraceName(
                        trace.get("name").asString(), trace.get("resource").asString());
    }

    /** The actions that operations need, by name, with what the contract says of them. */
    public Map<String, Action> actions() {
        return java.util.Collections.unmodifiableMap(actions);
    }

    /** What actions are about, by the middle of their names: names by language. */
    public Map<String, Map<String, String>> resources() {
        return java.util.Collections.unmodifiableMap(resources);
    }

    /** What the trail calls an attempt at the operation, and the type of thing that it is about; also of what leaves no trace when it is done. */
    public Caller.TraceName attempt(Operation operation) {
        if (operation.trace != null) {
            return operation.trace;
        }
        String action = operation.also.isEmpty() ? operation.action : operation.also.getFirst();
        String resource = action.startsWith("coc:") ? action.split(":", 3)[1] : action;
        return new Caller.TraceName(operation.id, trailNames.getOrDefault(resource, resource));
    }

    private void describeActions(JsonNode document) {
        document.path("x-resources").properties().forEach(e -> {
            resources.put(e.getKey(), texts(e.getValue()));
            trailNames.put(e.getKey(), e.getValue().get("trail").asString());
        });
        for (Operation o : operations.values()) {
            if (o.action.startsWith("coc:")) {
                describe(document, o.action, o.reach);
            }
        }
        // What an action reaches is said by the operations that need it, not by those that ask for it besides.
        operations.values().forEach(o -> o.also.forEach(a -> describe(document, a, o.reach)));
    }

    private void describe(JsonNode document, String action, Reach reach) {
        if (actions.containsKey(action)) {
            return;
        }
        JsonNode text = document.path("x-actions").path(action);
        if (text.isMissingNode()) {
            throw new IllegalArgumentException("x-actions does not describe " + action);
        }
        String resource = action.split(":")[1];
        if (!resources.containsKey(resource)) {
            throw new IllegalArgumentException("x-resources does not name " + resource);
        }
        actions.put(action, new Action(action, resource, reach, texts(text)));
    }

    private static Map<String, String> texts(JsonNode text) {
        return Map.of("en", text.get("en").asString(), "zh", text.get("zh").asString());
    }

    /** Makes the validators that nobody has needed so far; takes half a second of a processor and blocks. */
    public void prepare() {
        for (Operation o : operations.values()) {
            o.parameters.forEach(p -> p.schema.get());
            if (o.body != null) {
                o.body.get();
            }
        }
    }

    /** All operations by id, in the order of the contract. */
    public Map<String, Operation> operations() {
        return java.util.Collections.unmodifiableMap(operations);
    }

    /** Makes validators, each of which carries along the components that it refers to: a validator is made of all that it carries. */
    private static final class Schemas {
        private static final String COMPONENT = "#/$defs/";

        private final ObjectNode document;
        private final Map<JsonNode, LazySchema> made = new IdentityHashMap<>();
        private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                b -> b.schemaRegistryConfig(com.networknt.schema.SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));

        Schemas(ObjectNode document) {
            this.document = document;
        }

        /** One for each place in the document, however many operations refer to it. */
        LazySchema schema(JsonNode node) {
            return made.computeIfAbsent(node, n -> new LazySchema(() -> make(n)));
        }

        private Schema make(JsonNode node) {
            ObjectNode whole = JsonMapper.shared().createObjectNode();
            carry(node, whole.putObject("$defs"));
            whole.putArray("allOf").add(node);
            return registry.getSchema(whole);
        }

        /** Adds the components that are referred to in a schema, and by those. */
        private void carry(JsonNode node, ObjectNode components) {
            String ref = node.path("$ref").asString("");
            if (ref.startsWith(COMPONENT)) {
                String name = ref.substring(COMPONENT.length());
                if (!components.has(name)) {
                    JsonNode component = Objects.requireNonNull(
                            document.at("/components/schemas").get(name), ref);
                    components.set(name, component);
                    carry(component, components);
                }
            }
            node.forEach(child -> carry(child, components));
        }

        JsonNode resolve(JsonNode node) {
            JsonNode ref = node.get("$ref");
            return ref == null
                    ? node
                    : document.at(ref.asString().substring(1).replace("/$defs/", "/components/schemas/"));
        }

        Parameter parameter(JsonNode reference) {
            JsonNode p = resolve(reference);
            JsonNode schema = p.get("schema");
            JsonNode plain = resolve(schema);
            boolean array = plain.path("type").asString("").equals("array");
            JsonNode item = array ? resolve(plain.get("items")) : plain;
            return new Parameter(
                    p.get("name").asString(),
                    p.get("in").asString(),
                    p.path("required").asBoolean(false),
                    array,
                    item.path("type").asString("string"),
                    plain.get("default"),
                    schema(schema));
        }
    }
}
