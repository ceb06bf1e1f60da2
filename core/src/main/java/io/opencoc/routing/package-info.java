/**
 * From the log of original alarms to what people see: the router reads each lane from its cursor on, folds equal fingerprints into
 * occurrences, lets the forwarding rules judge what is new, opens or joins incidents, and moves the cursor, all in one transaction:
 * every acknowledged alarm takes effect exactly once, whatever is killed when.
 */
@NullMarked
package io.opencoc.routing;

import org.jspecify.annotations.NullMarked;
