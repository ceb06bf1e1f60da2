package io.opencoc.notification;

/** What people are told of. */
public enum NotificationEvent {
    INCIDENT_CREATED,
    INCIDENT_FORWARDED,
    INCIDENT_REJECTED,
    INCIDENT_RESUBMITTED,
    VERIFICATION_FAILED,
    ALARM_ASSIGNED,
    TODO_CREATED,
    TODO_UPDATED,
    TODO_ACCEPTED,
    TODO_CLOSED,
    TODO_CANCELLED,
    TODO_OVERDUE
}
