/**
 * The plug-ins as an administrator of the installation sees them: which there are and how they do, uploaded, enabled, disabled and removed over the API.
 * {@link io.opencoc.kernel.plugin.PluginHost} does the work; which plug-ins are disabled is kept in the database, for all servers.
 */
@NullMarked
package io.opencoc.plugin;

import org.jspecify.annotations.NullMarked;
