package io.opencoc.project;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of enterprise projects. */
final class ProjectRepository {
    private static final String COLUMNS = "tenant_id, id, name, description, enabled, created_at";
    private static final Map<String, String> SORTS = Map.of("name", "name", "createdAt", "created_at");
    /** A project belongs to itself. */
    private static final ScopeColumns SCOPE = ScopeColumns.of("id", "id");

    private static Project project(Row row) {
        UUID id = row.getUUID("id");
        return new Project(
                id,
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("enabled"),
                id.equals(row.getUUID("tenant_id")),
                Rows.instant(row, "created_at"));
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, Project p) {
        return tx.update(
                        "INSERT INTO project (tenant_id, id, name, description, enabled, created_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        p.id(),
                        p.name(),
                        p.description(),
                        p.enabled(),
                        p.createdAt())
                .map(n -> n == 1);
    }

    Uni<@Nullable Project> update(Tx tx, UUID id, ProjectInput input) {
        return tx.one(
                "UPDATE project SET name = $2, description = $3 WHERE id = $1 RETURNING " + COLUMNS,
                ProjectRepository::project,
                id,
                input.name(),
                input.description());
    }

    Uni<@Nullable Project> enable(Tx tx, UUID id, boolean enabled) {
        return tx.one(
                "UPDATE project SET enabled = $2 WHERE id = $1 RETURNING " + COLUMNS,
                ProjectRepository::project,
                id,
                enabled);
    }

    Uni<Integer> delete(Tx tx, UUID id) {
        return tx.update("DELETE FROM project WHERE id = $1", id);
    }

    Uni<@Nullable Project> find(Tx tx, UUID id) {
        return tx.one("SELECT " + COLUMNS + " FROM project WHERE id = $1", ProjectRepository::project, id);
    }

    /** The project, to be deleted: waits for those who are putting things into it, and keeps others from it. */
    Uni<@Nullable Project> lock(Tx tx, UUID id) {
        return tx.one("SELECT " + COLUMNS + " FROM project WHERE id = $1 FOR UPDATE", ProjectRepository::project, id);
    }

    /** The project, which is there until the transaction ends. */
    Uni<@Nullable Project> hold(Tx tx, UUID id) {
        return tx.one(
                "SELECT " + COLUMNS + " FROM project WHERE id = $1 FOR KEY SHARE", ProjectRepository::project, id);
    }

    Uni<Long> count(Tx tx) {
        return tx.one("SELECT count(*) AS n FROM project", r -> r.getLong("n")).map(n -> n == null ? 0 : n);
    }

    /** All, by name, the default one first. */
    Uni<List<Project>> all(Tx tx) {
        return tx.list(
                "SELECT " + COLUMNS + " FROM project ORDER BY id <> tenant_id, name", ProjectRepository::project);
    }

    Uni<Page<Project>> page(Tx tx, Scope scope, ProjectQuery query) {
        Where where = new Where()
                .add("(name ILIKE ? OR description ILIKE ?)", query.q() == null ? null : Rows.containing(query.q()))
                .add("enabled = ?", query.enabled())
                .within(scope, SCOPE);
        String from = " FROM project" + where.sql();
        return tx.one("SELECT count(*) AS n" + from, r -> r.getLong("n"), where.values())
                .chain(total -> tx.list(
                                "SELECT " + COLUMNS + from + " ORDER BY " + Rows.orderBy(SORTS, query.sort(), "id")
                                        + " LIMIT " + where.next(query.size()) + " OFFSET "
                                        + where.next(query.offset()),
                                ProjectRepository::project,
                                where.values())
                        .map(items -> new Page<>(items, total == null ? 0 : total)));
    }
}
