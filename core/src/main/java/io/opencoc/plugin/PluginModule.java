package io.opencoc.plugin;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.plugin.PluginHost;
import io.vertx.core.Future;
import java.nio.file.Path;

/** Builds the feature. */
public final class PluginModule {
    private final DisabledPlugins disabled;

    private PluginModule(DisabledPlugins disabled) {
        this.disabled = disabled;
    }

    /**
     * Creates it.
     *
     * @param uploads folder of the server's own, for jars on their way in
     * @param requireSigned whether unsigned jars are refused
     */
    public static PluginModule create(Kernel kernel, PluginHost host, Path uploads, boolean requireSigned) {
        DisabledPlugins disabled = new DisabledPlugins(kernel, host);
        PluginService service = new PluginService(kernel, host, disabled);
        new PluginRoutes(service, new PluginUpload(kernel.vertx(), service, uploads), requireSigned).bind(kernel.api());
        return new PluginModule(disabled);
    }

    /** Loads the plug-ins of the folder that are not disabled, and follows changes from now on. Done when they are loaded. */
    public Future<Void> start() {
        return disabled.start();
    }

    public Future<Void> stop() {
        return disabled.stop();
    }
}
