package io.opencoc.plugin.nagios;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.OpencocPlugin;
import java.util.List;

/** The entry class of the plug-in. */
public final class NagiosPlugin implements OpencocPlugin {

    @Override
    public List<AlarmSource> alarmSources() {
        return List.of(new NagiosSource());
    }
}
