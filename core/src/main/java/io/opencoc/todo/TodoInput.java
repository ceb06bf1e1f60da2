package io.opencoc.todo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a to-do, to create or to change it; the contract has checked lengths and forms.
 *
 * @param version of the to-do that is changed; null changes it whatever happened since
 */
public record TodoInput(
        String name,
        String description,
        String type,
        String severity,
        List<UUID> ownerIds,
        @Nullable TodoNotification notification,
        Instant deadline,
        @Nullable List<String> labels,
        String solution,
        @Nullable UUID projectId,
        @Nullable Long version) {

    public TodoInput {
        description = description.strip();
        solution = solution.strip();
        notification = notification == null ? TodoNotification.DEFAULT : notification;
        labels = labels == null
                ? List.of()
                : labels.stream().map(String::strip).distinct().toList();
    }
}
