package io.opencoc.todo;

import io.opencoc.kernel.json.Wire;

/** How the people of a to-do are told of it. */
public enum TodoNotification {
    /** Over every channel that reaches them. */
    DEFAULT,
    SMS,
    WECOM,
    DINGTALK,
    EMAIL,
    /** Not at all. */
    NONE;

    String wire() {
        return Wire.name(this);
    }
}
