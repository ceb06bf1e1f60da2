/**
 * The log: to standard error, as text or as JSON lines. Every line goes through {@code LogMask}, which hides secrets.
 */
@NullMarked
package io.opencoc.launcher.log;

import org.jspecify.annotations.NullMarked;
