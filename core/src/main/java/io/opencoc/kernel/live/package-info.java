/** The nervous system: hints over the event bus, and the server-sent events that carry them to consoles. */
@NullMarked
package io.opencoc.kernel.live;

import org.jspecify.annotations.NullMarked;
