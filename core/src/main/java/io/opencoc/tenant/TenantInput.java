package io.opencoc.tenant;

import org.jspecify.annotations.Nullable;

/** What the operator says of a new tenant; the contract has checked lengths and forms. */
record TenantInput(String name, @Nullable String displayName, Administrator administrator) {

    /**
     * The first administrator.
     *
     * @param password null to have one made up
     */
    record Administrator(
            String name,
            @Nullable String displayName,
            @Nullable String password) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What may change later. */
    record Change(@Nullable String displayName) {}

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
