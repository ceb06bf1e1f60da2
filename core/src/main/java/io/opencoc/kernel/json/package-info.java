/** The server's one way to read and write JSON; and the bounded reader through which plug-ins read what strangers sent. */
@NullMarked
package io.opencoc.kernel.json;

import org.jspecify.annotations.NullMarked;
