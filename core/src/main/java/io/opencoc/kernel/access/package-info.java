/** Who asks, and what they may do: every service asks the {@link Actor} first. */
@NullMarked
package io.opencoc.kernel.access;

import org.jspecify.annotations.NullMarked;
