package io.opencoc.incident;

/** What people do with an incident, and which action of the contract they need for it. */
public enum IncidentAction {
    ACCEPT("accept"),
    REJECT("reject"),
    RESUBMIT("resubmit"),
    CLOSE("close"),
    FORWARD("forward"),
    CHANGE_LEVEL("changeLevel"),
    REMARK("remark"),
    HANDLE("handle"),
    VERIFY_PASSED("verify"),
    VERIFY_FAILED("verify");

    private final String permission;

    IncidentAction(String verb) {
        this.permission = "coc:incident:" + verb;
    }

    /** The action that an actor needs, as {@code coc:incident:accept}. */
    public String permission() {
        return permission;
    }
}
