/**
 * Reads JSON from outside. Every text that a plug-in sees as JSON passes through here, under the same limits; nothing builds a tree.
 */
@NullMarked
package io.opencoc.kernel.json;

import org.jspecify.annotations.NullMarked;
