package io.opencoc.kernel.plugin;

import io.opencoc.api.Descriptor;

/** An extension and where it comes from; the descriptor is what it said once, when it was loaded. */
record PluginExtension<E>(E extension, Descriptor descriptor, String pluginId, boolean bundled, ClassLoader loader) {}
