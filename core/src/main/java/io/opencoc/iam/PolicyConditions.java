package io.opencoc.iam;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.http.Problem.FieldError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the conditions of a statement and names each place that is wrong. For one statement. */
final class PolicyConditions {
    private static final String PROJECT = "g:EnterpriseProjectId";
    private static final String TAG = "g:ResourceTag/";
    private static final String TIME = "g:CurrentTime";
    private static final String ADDRESS = "g:SourceIp";
    private static final int MOST = 20;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_KEY = 128;

    private enum Kind {
        TEXT(PROJECT + " or " + TAG + "<key>"),
        PATTERN(TAG + "<key>"),
        DATE(TIME),
        NETWORK(ADDRESS);

        final String keys;

        Kind(String keys) {
            this.keys = keys;
        }
    }

    private static final Map<String, Kind> OPERATORS = Map.of(
            "StringEquals", Kind.TEXT,
            "StringNotEquals", Kind.TEXT,
            "StringLike", Kind.PATTERN,
            "StringNotLike", Kind.PATTERN,
            "DateGreaterThan", Kind.DATE,
            "DateGreaterThanEquals", Kind.DATE,
            "DateLessThan", Kind.DATE,
            "DateLessThanEquals", Kind.DATE,
            "IpAddress", Kind.NETWORK,
            "NotIpAddress", Kind.NETWORK);

    private final List<FieldError> errors;

    PolicyConditions(List<FieldError> errors) {
        this.errors = errors;
    }

    List<Condition> read(JsonNode json, String at) {
        List<Condition> out = new ArrayList<>();
        if (!json.isObject() || json.isEmpty()) {
            error(at, "must be an object of operators");
            return out;
        }
        json.properties().forEach(operator -> {
            String place = at + "." + cut(operator.getKey());
            Kind kind = OPERATORS.get(operator.getKey());
            if (kind == null) {
                error(
                        place,
                        "is not an operator; allowed are "
                                + String.join(
                                        ", ",
                                        OPERATORS.keySet().stream().sorted().toList()));
            } else if (!operator.getValue().isObject() || operator.getValue().isEmpty()) {
                error(place, "must be an object with values by key, as " + kind.keys);
            } else {
                operator.getValue().properties().forEach(key -> {
                    Condition c = condition(kind, operator.getKey(), key.getKey(), key.getValue(), place);
                    if (c != null) {
                        out.add(c);
                    }
                });
            }
        });
        if (out.size() > MOST) {
            error(at, "has more than " + MOST + " conditions");
        }
        return out;
    }

    private @Nullable Condition condition(Kind kind, String operator, String key, JsonNode json, String at) {
        String place = at + "." + cut(key);
        int before = errors.size();
        boolean fits =
                switch (kind) {
                    case TEXT -> key.equals(PROJECT) || isTag(key);
                    case PATTERN -> isTag(key);
                    case DATE -> key.equals(TIME);
                    case NETWORK -> key.equals(ADDRESS);
                };
        if (!fits) {
            error(place, "does not go with " + operator + ", which takes " + kind.keys);
            return null;
        }
        List<String> values = PolicyReader.texts(json, place, kind == Kind.DATE ? 1 : MOST_VALUES, errors);
        if (errors.size() > before) {
            return null;
        }
        String label = operator + " " + key;
        boolean positive = !operator.contains("Not");
        Condition condition =
                switch (kind) {
                    case TEXT, PATTERN ->
                        key.equals(PROJECT)
                                ? new Condition.Project(label, projects(values, place), positive)
                                : tag(label, kind, key, values, positive, place);
                    case DATE -> time(label, operator, values.getFirst(), place);
                    case NETWORK -> new Condition.Address(label, networks(values, place), positive);
                };
        return errors.size() > before ? null : condition;
    }

    private static boolean isTag(String key) {
        return key.startsWith(TAG)
                && key.length() > TAG.length()
                && key.length() <= LONGEST_KEY
                && key.chars().noneMatch(Character::isISOControl);
    }

    private List<UUID> projects(List<String> values, String at) {
        List<UUID> out = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
                out.add(UUID.fromString(values.get(i)));
            } else {
                error(at + "[" + i + "]", "is not the id of an enterprise project");
            }
        }
        return out;
    }

    private Condition tag(String label, Kind kind, String key, List<String> values, boolean positive, String at) {
        for (int i = 0; i < values.size(); i++) {
            if (kind == Kind.TEXT && values.get(i).contains("*")) {
                error(at + "[" + i + "]", "has a *, for which there are StringLike and StringNotLike");
            }
        }
        return new Condition.Tag(
                label,
                key.substring(TAG.length()),
                values.stream().map(Glob::new).toList(),
                positive);
    }

    private @Nullable Condition time(String label, String operator, String value, String at) {
        try {
            Instant t = OffsetDateTime.parse(value).toInstant();
            return switch (operator) {
                case "DateGreaterThan" -> new Condition.Time(label, t.plusNanos(1), null);
                case "DateGreaterThanEquals" -> new Condition.Time(label, t, null);
                case "DateLessThan" -> new Condition.Time(label, null, t);
                default -> new Condition.Time(label, null, t.plusNanos(1));
            };
        } catch (DateTimeException e) {
            error(at + "[0]", "is not a time like 2026-01-31T08:00:00Z");
            return null;
        }
    }

    private List<IpSubnetFilterRule> networks(List<String> values, String at) {
        List<IpSubnetFilterRule> out = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            IpSubnetFilterRule network = network(values.get(i));
            if (network == null) {
                error(at + "[" + i + "]", "is not an address or network like 10.1.0.0/16 or 2001:db8::/32");
            } else {
                out.add(network);
            }
        }
        return out;
    }

    private static @Nullable IpSubnetFilterRule network(String text) {
        String[] parts = text.split("/", -1);
        byte[] bytes = parts[0].indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(parts[0]);
        if (bytes == null || parts.length > 2) {
            return null;
        }
        int bits = bytes.length * 8;
        int prefix = parts.length == 1 ? bits : parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
        if (prefix < 0 || prefix > bits) {
            return null;
        }
        try {
            return new IpSubnetFilterRule(
                    Objects.requireNonNull(InetAddress.getByAddress(bytes)), prefix, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String cut(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private void error(String at, String message) {
        errors.add(new FieldError(at, message));
    }
}
