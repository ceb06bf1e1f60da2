package io.opencoc.routing;

import io.opencoc.integration.AlarmSources;
import java.util.List;
import java.util.Optional;

/** An installation without alarm sources. */
enum NoSources implements AlarmSources {
    INSTANCE;

    @Override
    public Optional<Source> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Source> all() {
        return List.of();
    }
}
