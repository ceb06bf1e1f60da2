package io.opencoc.audit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the trail as CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front.
 */
final class TraceCsv {
    private static final List<String> HEADER = List.of(
            "time",
            "user",
            "userId",
            "credential",
            "credentialName",
            "address",
            "agent",
            "name",
            "operation",
            "action",
            "resourceType",
            "resourceId",
            "resourceName",
            "project",
            "result",
            "status",
            "detail",
            "changes",
            "omitted",
            "id",
            "number");

    private TraceCsv() {}

    /** With the byte-order mark, by which spreadsheets know UTF-8. */
    static String header() {
        return "\ufeff" + String.join(",", HEADER) + "\r\n";
    }

    static String line(TraceLine l) {
        return Stream.of(
                                l.at(),
                                l.actorName(),
                                orEmpty(l.actorId()),
                                l.credential(),
                                orEmpty(l.credentialName()),
                                l.address(),
                                l.agent(),
                                l.name(),
                                l.operation(),
                                l.action(),
                                l.resourceType(),
                                orEmpty(l.resourceId()),
                                orEmpty(l.resourceName()),
                                orEmpty(l.project()),
                                l.result(),
                                orEmpty(l.status()),
                                orEmpty(l.detail()),
                                l.changes().equals("{}") ? "" : l.changes(),
                                l.omitted(),
                                l.id(),
                                orEmpty(l.number()))
                        .map(value -> cell(value.toString()))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }

    static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
