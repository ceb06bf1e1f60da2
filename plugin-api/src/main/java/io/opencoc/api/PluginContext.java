package io.opencoc.api;

import java.time.Clock;
import org.slf4j.Logger;

/**
 * What the server lends to a plug-in for one call. Do not keep it: settings may have changed by the next call.
 *
 * <p>Threading: safe for all threads until the call's result is there; nothing here blocks.
 *
 * @since 1.0
 */
public interface PluginContext {

    /** The settings, valid by the descriptor's schema, secrets in clear. */
    Settings settings();

    /** Calls addresses over HTTP. */
    HttpPort http();

    /** Sends mail. */
    MailPort mail();

    /** The server's clock. */
    Clock clock();

    /** A logger under the plug-in's name; secrets in settings are masked in what it prints. */
    Logger logger();
}
