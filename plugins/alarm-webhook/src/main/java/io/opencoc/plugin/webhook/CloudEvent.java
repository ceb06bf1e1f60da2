package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Kind;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One event: its attributes, and under {@code data} what it carries. Checked by CloudEvents 1.0.
 *
 * @param root all of it, as in the structured mode
 */
record CloudEvent(Obj root) {
    private static final String DATA = "data";
    private static final String BASE64 = "data_base64";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
    private static final List<String> OPTIONAL = List.of("datacontenttype", "dataschema", "subject", "time");
    private static final Set<String> NOT_KEPT = Set.of("specversion", "datacontenttype", DATA, BASE64);
    private static final int MAX_EXTRA = 20;

    /** An event in the structured mode, or in a batch. */
    static CloudEvent structured(Node node) throws BadAlarmException {
        if (!(node instanceof Obj object)) {
            throw new BadAlarmException("it is " + node.described() + ", not a CloudEvent, which is an object");
        }
        if (!object.entries().containsKey(BASE64)) {
            return checked(object);
        }
        if (object.entries().containsKey(DATA)) {
            throw new BadAlarmException("it has both data and data_base64");
        }
        Map<String, Node> entries = new LinkedHashMap<>(object.entries());
        entries.put(DATA, Leaf.text(decoded(entries.remove(BASE64))));
        return checked(new Obj(entries, object.from(), object.to()));
    }

    /**
     * An event in the binary mode: attributes in headers, the body is the data.
     *
     * @param extensions names of extension attributes to look for: headers cannot be listed
     */
    static CloudEvent binary(InboundRequest request, Set<String> extensions)
            throws BadAlarmException, BadPayloadException {
        Map<String, Node> entries = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(REQUIRED);
        names.addAll(OPTIONAL);
        names.addAll(extensions);
        names.removeAll(Set.of(DATA, BASE64, "datacontenttype"));
        for (String name : names) {
            String header = isAttribute(name) ? request.header("ce-" + name) : null;
            if (header != null) {
                entries.put(name, Leaf.text(attribute(name, header)));
            }
        }
        String type = Inbound.mediaType(request);
        byte[] body = request.body();
        if (body.length > 0) {
            entries.put(
                    DATA,
                    type.isEmpty() || Inbound.isJson(type)
                            ? TreeReader.read(request.json())
                            : Leaf.text(new String(body, UTF_8)));
        }
        return checked(new Obj(entries, 0, 0));
    }

    private static String attribute(String name, String header) throws BadAlarmException {
        try {
            return HeaderText.decoded(header);
        } catch (BadAlarmException e) {
            throw new BadAlarmException("ce-" + name + " " + e.getMessage());
        }
    }

    private static CloudEvent checked(Obj root) throws BadAlarmException {
        for (String name : REQUIRED) {
            Node node = root.get(name);
            if (node == null || node.isAbsent()) {
                throw new BadAlarmException("the attribute " + name + " is missing or empty");
            }
            text(name, node);
        }
        for (String name : OPTIONAL) {
            Node node = root.get(name);
            if (node != null && node != Leaf.NULL && text(name, node).isEmpty()) {
                throw new BadAlarmException("the attribute " + name + " is empty");
            }
        }
        CloudEvent event = new CloudEvent(root);
        String version = event.attribute("specversion");
        if (!"1.0".equals(version)) {
            throw new BadAlarmException(
                    "specversion " + JsonText.shown(String.valueOf(version)) + " is not supported, only 1.0 is");
        }
        String time = event.attribute("time");
        if (time != null) {
            checkTime(time);
        }
        return event;
    }

    private static void checkTime(String time) throws BadAlarmException {
        try {
            if (time.length() > 4 && time.charAt(4) == '-') {
                Times.parse(time, ZoneOffset.UTC);
                return;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new BadAlarmException(
                "the attribute time " + JsonText.shown(time) + " is not an RFC 3339 time of the years 1970 to 9999");
    }

    private static String text(String name, Node node) throws BadAlarmException {
        if (node instanceof Leaf leaf && leaf.kind() == Kind.TEXT) {
            return leaf.text();
        }
        throw new BadAlarmException("the attribute " + name + " is " + node.described() + ", not a text");
    }

    private static String decoded(@Nullable Node node) throws BadAlarmException {
        try {
            byte[] bytes = Base64.getDecoder().decode(node instanceof Leaf leaf ? leaf.text() : "%");
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException e) {
            throw new BadAlarmException("data_base64 is not Base64");
        } catch (CharacterCodingException e) {
            throw new BadAlarmException("data_base64 does not hold UTF-8 text: an alarm cannot be read from it");
        }
    }

    private @Nullable String attribute(String name) {
        return root.get(name) instanceof Leaf leaf && !leaf.isAbsent() ? leaf.text() : null;
    }

    /** What alarms are read from: the data, or an empty object when it is none that JSON structures. */
    Node data() {
        Node data = root.get(DATA);
        return data instanceof Obj || data instanceof Arr ? data : Obj.EMPTY;
    }

    /** What an alarm falls back to, which the data does not say itself. */
    Surroundings surroundings(Instant now) {
        String type = String.valueOf(attribute("type"));
        int end = Math.max(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')), type.lastIndexOf(':'));
        AlarmStatus status = Vocabulary.status(type.substring(end + 1));
        String name = status == null || end <= 0 ? type : type.substring(0, end);
        String subject = attribute("subject");
        Map<String, Node> extra = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : root.entries().entrySet()) {
            if (!NOT_KEPT.contains(entry.getKey()) && extra.size() < MAX_EXTRA) {
                extra.put("ce-" + entry.getKey(), entry.getValue());
            }
        }
        List<String> identity = List.of(String.valueOf(attribute("source")), subject == null ? "" : subject);
        return new Surroundings(root, now, name, status, identity, extra);
    }

    private static boolean isAttribute(String name) {
        return !name.isEmpty()
                && name.length() <= 64
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }
}
