/**
 * The hot way in: {@code POST /hooks/{key}} → integration → parse → a lane of the log of original alarms → answer after the commit.
 *
 * <p>A {@link io.opencoc.ingest.Lane} has one connection and one transaction in flight; what arrives meanwhile is written together by the
 * next one (group commit). So within a lane the sequence is the commit order, and the router can read it as a log without missing
 * anything. Equal fingerprints go to the same lane, so that firing and recovery keep their order. Everything that waits is bounded: a
 * full server answers 503 with Retry-After, and nothing is acknowledged that is not stored.
 */
@NullMarked
package io.opencoc.ingest;

import org.jspecify.annotations.NullMarked;
