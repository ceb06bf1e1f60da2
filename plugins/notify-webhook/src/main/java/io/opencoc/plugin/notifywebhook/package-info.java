/**
 * Messages to addresses of one's own: each is one JSON document that says what the console says, with a signature by which the receiver
 * knows the sender, and a key by which it knows a repetition.
 */
@NullMarked
package io.opencoc.plugin.notifywebhook;

import org.jspecify.annotations.NullMarked;
