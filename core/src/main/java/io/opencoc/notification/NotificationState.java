package io.opencoc.notification;

/** Where a delivery stands. */
public enum NotificationState {
    /** To be sent, for the first time or again. */
    WAITING,
    /** The provider took it. */
    SENT,
    /** Given up: the dead letter, which people can send again. */
    FAILED,
    /** Never tried: the person had no address. */
    SKIPPED
}
