/** The one small adapter between Vert.x futures and Mutiny. */
@NullMarked
package io.opencoc.kernel.reactive;

import org.jspecify.annotations.NullMarked;
