/**
 * The trail as it is written: {@link io.opencoc.kernel.sql.Tx#trace} beside a change, {@link io.opencoc.kernel.trace.Attempts} for what was refused or
 * failed. Reading, sealing and export are the feature {@code audit}'s.
 */
@NullMarked
package io.opencoc.kernel.trace;

import org.jspecify.annotations.NullMarked;
