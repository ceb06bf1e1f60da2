package io.opencoc.todo;

import java.util.EnumSet;
import java.util.Set;

/** What people do with a to-do, which action of the contract they need for it, and what they must be to it. */
public enum TodoAction {
    ACCEPT("accept", "its owners", Relation.OWNER),
    UPDATE("update", "its creator", Relation.CREATOR),
    CANCEL("cancel", "its creator and its owners", Relation.CREATOR, Relation.OWNER),
    CLOSE("close", "its owners", Relation.OWNER),
    REMARK("remark", "who sees it", Relation.CREATOR, Relation.OWNER, Relation.OTHER),
    ATTACH("attach", "who sees it", Relation.CREATOR, Relation.OWNER, Relation.OTHER);

    private final String permission;
    private final String who;
    private final Set<Relation> by;

    TodoAction(String verb, String who, Relation first, Relation... more) {
        this.permission = "coc:todo:" + verb;
        this.who = who;
        this.by = EnumSet.of(first, more);
    }

    /** The action that an actor needs, as {@code coc:todo:accept}. */
    public String permission() {
        return permission;
    }

    /** Whether one of these relations is enough. */
    boolean isFor(Set<Relation> relations) {
        return relations.stream().anyMatch(by::contains);
    }

    /** Who may, for people. */
    String who() {
        return who;
    }
}
