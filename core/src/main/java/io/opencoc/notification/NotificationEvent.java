package io.opencoc.notification;

/** What people are told of. */
public enum NotificationEvent {
    INCIDENT_CREATED,
    INCIDENT_FORWARDED,
    INCIDENT_REJECTED,
    INCIDENT_RESUBMITTED,
    /** It is solved, and to be verified. */
    INCIDENT_RESOLVED,
    VERIFICATION_FAILED,
    INCIDENT_COMPLETED,
    /** It was closed after its rejection. */
    INCIDENT_CLOSED,
    /** Nobody accepted it in time. */
    INCIDENT_ESCALATED,
    SLA_WARNING,
    SLA_BROKEN,
    /** It is still broken. */
    SLA_ONGOING,
    ALARM_ASSIGNED,
    TODO_CREATED,
    TODO_UPDATED,
    TODO_ACCEPTED,
    TODO_CLOSED,
    TODO_CANCELLED,
    TODO_OVERDUE
}
