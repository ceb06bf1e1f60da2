/** Events that outlive a crash: written with the change, relayed to subscribers afterwards. */
@NullMarked
package io.opencoc.kernel.outbox;

import org.jspecify.annotations.NullMarked;
