package io.opencoc.launcher.app;

import io.opencoc.api.Descriptor;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Text;
import io.opencoc.integration.AlarmSources;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.PluginHost;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The alarm sources of the plug-ins, for those who integrate systems. */
final class PluginSources implements AlarmSources {
    private final List<Source> all;

    PluginSources(PluginHost plugins) {
        all = plugins.alarmSources().values().stream()
                .sorted(Comparator.comparing(s -> s.descriptor().id()))
                .<Source>map(PluginSource::new)
                .toList();
    }

    @Override
    public Optional<Source> find(String id) {
        return all.stream().filter(s -> s.descriptor().id().equals(id)).findFirst();
    }

    @Override
    public List<Source> all() {
        return all;
    }

    private record PluginSource(AlarmSourceRuntime source) implements Source {
        @Override
        public Descriptor descriptor() {
            return source.descriptor();
        }

        @Override
        public String plugin() {
            return source.pluginId();
        }

        @Override
        public Uni<Text> instructions(IntegrationPoint point) {
            return source.instructions(point);
        }

        @Override
        public Uni<SampleRequest> sample(IntegrationPoint point, String name, boolean firing) {
            return source.sample(point, name, firing);
        }
    }
}
