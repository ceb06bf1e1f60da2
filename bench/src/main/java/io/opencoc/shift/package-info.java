/** Measures the calculator of who is on duty. */
@NullMarked
package io.opencoc.shift;

import org.jspecify.annotations.NullMarked;
