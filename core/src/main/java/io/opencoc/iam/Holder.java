package io.opencoc.iam;

import java.util.UUID;

/**
 * Who has a policy.
 *
 * @param name for people
 */
record Holder(Type type, UUID id, String name) {
    enum Type {
        USER,
        GROUP,
        AGENCY
    }

    static Holder user(UUID id, String name) {
        return new Holder(Type.USER, id, name);
    }

    static Holder agency(UUID id, String name) {
        return new Holder(Type.AGENCY, id, name);
    }

    static Holder group(UUID id, String name) {
        return new Holder(Type.GROUP, id, name);
    }
}
