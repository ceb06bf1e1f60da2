/**
 * Messages to people by mail: the message's plain text becomes a mail with a plain and an HTML body, handed over through the server's
 * mail port.
 */
@NullMarked
package io.opencoc.plugin.email;

import org.jspecify.annotations.NullMarked;
