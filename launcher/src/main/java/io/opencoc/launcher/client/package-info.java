/**
 * The commands that ask a running server, over its API, as any other client: which server and as whom say {@link
 * io.opencoc.launcher.client.ServerOption}; {@link io.opencoc.launcher.client.ApiClient} asks and puts refusals into words. What they print goes to
 * standard output, as a table or as JSON, everything else to standard error.
 */
@NullMarked
package io.opencoc.launcher.client;

import org.jspecify.annotations.NullMarked;
