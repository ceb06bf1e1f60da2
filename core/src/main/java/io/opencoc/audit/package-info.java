/**
 * The trail after it was written: reading, export, sealing, verification and the end of its time. Services write lines beside their changes
 * ({@link io.opencoc.kernel.sql.Tx#trace}); within a second {@link io.opencoc.audit.Sealer} chains the new lines of each tenant by keyed hashes;
 * {@link io.opencoc.audit.ChainWalk} finds the first line that is not as it was sealed; {@link io.opencoc.audit.Retention} removes the oldest and keeps
 * an anchor, at which the chain goes on. A line's number is the order of sealing, not of time: a change that commits late is sealed late.
 */
@NullMarked
package io.opencoc.audit;

import org.jspecify.annotations.NullMarked;
