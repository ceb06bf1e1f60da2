package io.opencoc.plugin.grafana;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.OpencocPlugin;
import java.util.List;

/** The entry class of the plug-in. */
public final class GrafanaPlugin implements OpencocPlugin {

    @Override
    public List<AlarmSource> alarmSources() {
        return List.of(new GrafanaSource());
    }
}
