package io.opencoc.ingest;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Rows;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alarms of several requests as the columns of one INSERT. For one use, by one thread. */
final class LaneBatch {
    static final String INSERT =
            "INSERT INTO original_alarm (tenant_id, id, integration_id, source, lane, epoch, seq, received_at,"
                    + " fingerprint, alarm_id, name, level, ok, starts_at, ends_at, expires_at, namespace, region, application,"
                    + " resource_name, resource_id, description, url, additional, raw)"
                    + " SELECT t, i, n, s, $1, $2, q, r, f, a, m, l, o, b, e, x, ns, rg, ap, rn, ri, d, u, ad, w"
                    + " FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::timestamptz[], $9::text[],"
                    + " $10::text[], $11::text[], $12::smallint[], $13::boolean[], $14::timestamptz[], $15::timestamptz[],"
                    + " $16::timestamptz[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[],"
                    + " $24::text[], $25::text[])"
                    + " AS x (t, i, n, s, q, r, f, a, m, l, o, b, e, x, ns, rg, ap, rn, ri, d, u, ad, w)";

    private final int size;
    private final UUID[] tenant;
    private final UUID[] id;
    private final UUID[] integration;
    private final String[] source;
    private final Long[] seq;
    private final OffsetDateTime[] receivedAt;
    private final Short[] level;
    private final Boolean[] ok;
    private final OffsetDateTime[] startsAt;
    private final @Nullable OffsetDateTime[] endsAt;
    private final @Nullable OffsetDateTime[] expiresAt;
    private final @Nullable String[][] texts;
    private int filled;

    private static final int TEXTS = 12;

    LaneBatch(int size) {
        this.size = size;
        tenant = new UUID[size];
        id = new UUID[size];
        integration = new UUID[size];
        source = new String[size];
        seq = new Long[size];
        receivedAt = new OffsetDateTime[size];
        level = new Short[size];
        ok = new Boolean[size];
        startsAt = new OffsetDateTime[size];
        endsAt = new @Nullable OffsetDateTime[size];
        expiresAt = new @Nullable OffsetDateTime[size];
        texts = new @Nullable String[TEXTS][size];
    }

    /** Adds the alarms of a submission with the sequence numbers from {@code first} on. */
    void add(Submission s, long first) {
        OffsetDateTime received = Rows.offset(s.receivedAt());
        long number = first;
        for (AlarmEvent e : s.events()) {
            int i = filled++;
            tenant[i] = s.origin().tenant();
            id[i] = Ids.at(s.receivedAt());
            integration[i] = s.origin().integration();
            source[i] = s.origin().source();
            seq[i] = number++;
            receivedAt[i] = java.util.Objects.requireNonNull(received);
            level[i] = (short) e.level().ordinal();
            ok[i] = e.status() == AlarmStatus.OK;
            startsAt[i] = java.util.Objects.requireNonNull(Rows.offset(e.startsAt()));
            endsAt[i] = Rows.offset(e.endsAt());
            expiresAt[i] = Rows.offset(e.expiresAt());
            texts[0][i] = e.fingerprint();
            texts[1][i] = e.alarmId();
            texts[2][i] = e.name();
            texts[3][i] = e.namespace();
            texts[4][i] = e.region();
            texts[5][i] = e.application();
            texts[6][i] = e.resourceName();
            texts[7][i] = e.resourceId();
            texts[8][i] = e.description();
            texts[9][i] = e.url();
            texts[10][i] = e.additional().isEmpty() ? "{}" : Json.write(e.additional());
            texts[11][i] = e.raw();
        }
    }

    /** The parameters of {@link #INSERT}. */
    Tuple parameters(int lane, long epoch) {
        if (filled != size) {
            throw new IllegalStateException(filled + " of " + size + " alarms");
        }
        Tuple t = Tuple.tuple();
        t.addInteger(lane).addLong(epoch);
        for (Object column : List.of(
                tenant,
                id,
                integration,
                source,
                seq,
                receivedAt,
                texts[0],
                texts[1],
                texts[2],
                level,
                ok,
                startsAt,
                endsAt,
                expiresAt)) {
            t.addValue(column);
        }
        for (int i = 3; i < TEXTS; i++) {
            t.addValue(texts[i]);
        }
        return t;
    }
}
