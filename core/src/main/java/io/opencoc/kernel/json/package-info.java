/** The server's one way to read and write JSON. */
@NullMarked
package io.opencoc.kernel.json;

import org.jspecify.annotations.NullMarked;
