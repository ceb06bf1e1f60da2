/**
 * Who is told of a ticket: {@link io.opencoc.recipient.Recipients} is one type for every feature that tells people, kept as it was written and
 * {@linkplain io.opencoc.recipient.RecipientService#resolve resolved} at the moment of sending. Where that finds nobody, as in a shift that nobody
 * has, it falls back, and says so.
 */
@NullMarked
package io.opencoc.recipient;

import org.jspecify.annotations.NullMarked;
