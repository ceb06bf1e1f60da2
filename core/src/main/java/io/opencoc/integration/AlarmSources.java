package io.opencoc.integration;

import io.opencoc.api.Descriptor;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.opencoc.kernel.plugin.AlarmSourceRuntime;
import io.opencoc.kernel.plugin.PluginHost;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The alarm sources that plug-ins brought. What there is may change at any time. Safe for all threads; does not block. */
public interface AlarmSources {

    /** The source with this id. */
    Optional<Source> find(String id);

    /** All sources. */
    List<Source> all();

    /** One source. Its calls run a plug-in's code: they may fail with anything, and are never made inside a transaction. */
    interface Source {

        /** What it is. */
        Descriptor descriptor();

        /** Id of the plug-in that brought it. */
        String plugin();

        /** How to connect such a system. */
        Uni<Text> instructions(IntegrationPoint point);

        /** Checks what the schema cannot say; fails with {@link io.opencoc.api.BadPayloadException}. */
        Uni<Void> check(Settings settings);

        /** A request as such a system sends it to an integration with these settings. */
        Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing);
    }

    /** Those of the plug-ins. */
    static AlarmSources of(PluginHost plugins) {
        record Plugin(AlarmSourceRuntime runtime) implements Source {
            @Override
            public Descriptor descriptor() {
                return runtime.descriptor();
            }

            @Override
            public String plugin() {
                return runtime.pluginId();
            }

            @Override
            public Uni<Text> instructions(IntegrationPoint point) {
                return runtime.instructions(point);
            }

            @Override
            public Uni<Void> check(Settings settings) {
                return runtime.check(settings);
            }

            @Override
            public Uni<SampleRequest> sample(IntegrationPoint point, Settings settings, String name, boolean firing) {
                return runtime.sample(point, settings, name, firing);
            }
        }
        return new AlarmSources() {
            @Override
            public Optional<Source> find(String id) {
                return Optional.ofNullable(plugins.alarmSources().get(id)).map(Plugin::new);
            }

            @Override
            public List<Source> all() {
                return plugins.alarmSources().values().stream()
                        .sorted(Comparator.comparing(s -> s.descriptor().id()))
                        .<Source>map(Plugin::new)
                        .toList();
            }
        };
    }
}
