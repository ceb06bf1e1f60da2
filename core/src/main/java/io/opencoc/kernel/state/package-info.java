/** States as data. */
@NullMarked
package io.opencoc.kernel.state;

import org.jspecify.annotations.NullMarked;
