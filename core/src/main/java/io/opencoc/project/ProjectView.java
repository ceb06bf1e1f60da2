package io.opencoc.project;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import java.util.UUID;

/** Projects as clients see them. */
final class ProjectView {
    private ProjectView() {}

    /** One by itself, with how many things of each kind are in it. */
    record Detail(@JsonUnwrapped Project project, Map<String, Long> counts) {}

    /** One to choose. */
    record Choice(UUID id, String name, boolean enabled, boolean isDefault) {
        static Choice of(Project p) {
            return new Choice(p.id(), p.name(), p.enabled(), p.isDefault());
        }
    }
}
