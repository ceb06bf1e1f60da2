package io.opencoc.shift;

import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of the people of fixed scenarios. */
final class MemberRepository {
    private static final String COLUMNS = "id, role_id, application, region, engineer_id, first_day, last_day";

    private static Member member(Row row) {
        return new Member(
                row.getUUID("id"),
                row.getUUID("role_id"),
                new Area(row.getString("application"), row.getString("region")),
                row.getUUID("engineer_id"),
                row.getLocalDate("first_day"),
                row.getLocalDate("last_day"));
    }

    /** Those of some of the days, oldest first; without days all. */
    Uni<List<Member>> find(
            Tx tx, UUID scenario, @Nullable LocalDate from, @Nullable LocalDate to, Collection<Area> areas) {
        Where where = new Where()
                .add("scenario_id = ?", scenario)
                .add("(last_day IS NULL OR last_day >= ?)", from)
                .add("(first_day IS NULL OR first_day <= ?)", to);
        SlotRepository.within(where, areas);
        return tx.list(
                "SELECT " + COLUMNS + " FROM shift_member" + where.sql() + " ORDER BY id",
                MemberRepository::member,
                where.values());
    }

    /** One, with its scenario. */
    record Of(UUID scenario, Member member) {}

    Uni<List<Of>> around(Tx tx, LocalDate from, LocalDate to, int most) {
        return tx.list(
                "SELECT scenario_id, " + COLUMNS + " FROM shift_member WHERE (last_day IS NULL OR last_day >= $1)"
                        + " AND (first_day IS NULL OR first_day <= $2) ORDER BY scenario_id, id LIMIT $3",
                r -> new Of(r.getUUID("scenario_id"), member(r)),
                from,
                to,
                most);
    }

    Uni<Void> insert(Tx tx, UUID scenario, List<Member> members) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Member m : members) {
            done = done.chain(() -> tx.update(
                            "INSERT INTO shift_member (tenant_id, scenario_id, id, role_id, application, region, engineer_id, first_day, last_day)"
                                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                            tx.tenant(),
                            scenario,
                            m.id(),
                            m.roleId(),
                            m.area().application(),
                            m.area().region(),
                            m.engineerId(),
                            m.from(),
                            m.to()))
                    .replaceWithVoid();
        }
        return done;
    }

    Uni<Integer> update(Tx tx, Member m) {
        return tx.update(
                "UPDATE shift_member SET first_day = $2, last_day = $3 WHERE id = $1", m.id(), m.from(), m.to());
    }

    Uni<Integer> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM shift_member WHERE id = $1", id);
    }

    /** Of an engineer, on a day or later. */
    Uni<Long> ofEngineer(Tx tx, UUID engineer, LocalDate from) {
        return SlotRepository.number(tx.one(
                "SELECT count(*) AS n FROM shift_member WHERE engineer_id = $1 AND (last_day IS NULL OR last_day >= $2)",
                r -> r.getLong("n"),
                engineer,
                from));
    }
}
