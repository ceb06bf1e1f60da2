package io.opencoc.bench;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Where alerts are posted.
 *
 * @param path of the request
 * @param cpu gives the seconds of processor time that were used: by the server, and by its database
 */
record Target(URI address, String path, Supplier<double[]> cpu) {

    /** An integration's hook. */
    static Target of(Server server, String key) {
        return new Target(server.address(), "/hooks/" + key + "/api/v2/alerts", server::cpu);
    }
}
