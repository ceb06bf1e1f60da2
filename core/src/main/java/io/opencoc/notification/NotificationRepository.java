package io.opencoc.notification;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of the delivery log. */
final class NotificationRepository {
    private static final int COUNT_NO_FURTHER = 10_000;
    private static final int MOST_TRIES = 200;
    private static final String COLUMNS =
            "id, event, incident_id, integration_id, todo_id, subject, engineer_id, recipient_name, address, channel, state,"
                    + " attempts, last_answer, created_at, sent_at, greatest(next_attempt_at, held_until) AS next_attempt_at, digest_of";
    private static final Map<String, String> SORTS = Map.of("createdAt", "created_at");

    private static Notification notification(Row row) {
        NotificationState state = Wire.parse(NotificationState.class, row.getString("state"));
        return new Notification(
                row.getUUID("id"),
                null,
                Wire.parse(NotificationEvent.class, row.getString("event")),
                row.getUUID("incident_id"),
                row.getUUID("integration_id"),
                row.getUUID("todo_id"),
                null,
                row.getString("subject"),
                new Person(row.getUUID("engineer_id"), row.getString("recipient_name")),
                row.getString("address"),
                row.getString("channel"),
                state,
                row.getInteger("attempts"),
                row.getString("last_answer"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "sent_at"),
                state == NotificationState.WAITING ? Rows.instantOrNull(row, "next_attempt_at") : null,
                row.getInteger("digest_of"));
    }

    /** Writes rows; one that is there already stays as it is. */
    Uni<Void> insert(Tx tx, List<Draft> drafts, Instant now) {
        List<Uni<Integer>> inserts = new ArrayList<>();
        for (Draft d : drafts) {
            inserts.add(tx.update(
                    "INSERT INTO notification (tenant_id, id, event_id, event, incident_id, alarm_id, engineer_id, recipient_name, channel, address,"
                            + " language, subject, text, facts, link_path, state, attempts, last_answer, created_at, next_attempt_at, integration_id, todo_id)"
                            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::text::jsonb, $15, $16, 0, $17, $18, $19, $20, $21)"
                            + " ON CONFLICT (tenant_id, event_id, engineer_id, channel) DO NOTHING",
                    tx.tenant(),
                    d.id(),
                    d.eventId(),
                    Wire.name(d.event()),
                    d.incidentId(),
                    d.alarmId(),
                    d.engineerId(),
                    d.recipientName(),
                    d.channel(),
                    d.address(),
                    d.language(),
                    d.message().subject(),
                    d.message().text(),
                    Json.write(d.message().facts()),
                    d.linkPath(),
                    Wire.name(d.reason() == null ? NotificationState.WAITING : NotificationState.SKIPPED),
                    d.reason(),
                    now,
                    d.reason() == null ? now : null,
                    d.integrationId(),
                    d.todoId()));
        }
        return Uni.join().all(inserts).andFailFast().replaceWithVoid();
    }

    Uni<Page<Notification>> page(Tx tx, Scope scope, NotificationFilter filter, String sort, int offset, int size) {
        Where where = filter.where(scope);
        String from = " FROM notification" + where.sql();
        return tx.one(
                        "SELECT count(*) AS n FROM (SELECT" + from + " LIMIT " + COUNT_NO_FURTHER + ") c",
                        r -> r.getLong("n"),
                        where.values())
                .chain(total -> tx.list(
                                "SELECT " + COLUMNS + from + " ORDER BY " + Rows.orderBy(SORTS, sort, "id") + " LIMIT "
                                        + where.next(size) + " OFFSET " + where.next(offset),
                                NotificationRepository::notification,
                                where.values())
                        .map(items -> new Page<>(items, Objects.requireNonNull(total))));
    }

    Uni<@Nullable Notification> find(Tx tx, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM notification WHERE id = $1", NotificationRepository::notification, id);
    }

    /** The row, which nobody else changes until the transaction ends. */
    Uni<@Nullable Notification> lock(Tx tx, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM notification WHERE id = $1 FOR NO KEY UPDATE",
                NotificationRepository::notification,
                id);
    }

    Uni<@Nullable String> text(Tx tx, UUID id) {
        return tx.one("SELECT text FROM notification WHERE id = $1", r -> r.getString("text"), id);
    }

    /** The latest first. */
    Uni<List<Notification.Try>> tries(Tx tx, UUID id) {
        return tx.list(
                "SELECT at, sent, answer FROM notification_try WHERE notification_id = $1 ORDER BY at DESC, id DESC LIMIT "
                        + MOST_TRIES,
                r -> new Notification.Try(Rows.instant(r, "at"), r.getBoolean("sent"), r.getString("answer")),
                id);
    }

    /** Makes it wait again, from now. */
    Uni<@Nullable Notification> again(Tx tx, UUID id, String channel, String address, Instant now) {
        return tx.one(
                "UPDATE notification SET state = 'waiting', attempts = 0, next_attempt_at = $4, leased_until = NULL, held_until = NULL, channel = $2,"
                        + " address = $3 WHERE id = $1 AND state IN ('failed', 'skipped') RETURNING "
                        + COLUMNS,
                NotificationRepository::notification,
                id,
                channel,
                address,
                now);
    }
}
