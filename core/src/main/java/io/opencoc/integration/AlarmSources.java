package io.opencoc.integration;

import io.opencoc.api.Descriptor;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The alarm sources that plug-ins brought. What there is does not change while the server runs. Safe for all threads; does not block. */
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

        /** A request as such a system sends it. */
        Uni<SampleRequest> sample(IntegrationPoint point, String name, boolean firing);
    }
}
