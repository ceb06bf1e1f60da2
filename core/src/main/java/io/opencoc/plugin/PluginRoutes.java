package io.opencoc.plugin;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Reply;
import io.opencoc.kernel.plugin.PluginHost;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Plug-ins over HTTP. */
final class PluginRoutes {
    private final PluginService service;
    private final PluginUpload upload;
    private final boolean requireSigned;

    PluginRoutes(PluginService service, PluginUpload upload, boolean requireSigned) {
        this.service = service;
        this.upload = upload;
        this.requireSigned = requireSigned;
    }

    private record All(List<PluginView> items, String apiVersion, boolean requireSigned) {}

    void bind(Api api) {
        api
                .on("listPlugins", call -> Uni.createFrom()
                        .item(() -> Reply.of(new All(service.all(call.who()), PluginHost.API_VERSION, requireSigned))))
                .on("enablePlugin", call -> service.disable(call.who(), call.textOf("id"), false)
                        .map(Reply::of))
                .on("disablePlugin", call -> service.disable(call.who(), call.textOf("id"), true)
                        .map(Reply::of))
                .on("deletePlugin", call -> service.delete(call.who(), call.textOf("id"))
                        .replaceWith(Reply::empty))
                .stream("uploadPlugin", upload);
    }
}
