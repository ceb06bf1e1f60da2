package io.opencoc.tenant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant with its first administrator, as its creation answers. */
record NewTenant(@JsonUnwrapped Tenant tenant, Administrator administrator) {

    /**
     * The first user.
     *
     * @param password that was made up, shown this once; null when the operator gave one, or the tenant was there already
     */
    record Administrator(UUID id, String name, @Nullable String password) {
        @Override
        public String toString() {
            return name;
        }
    }
}
