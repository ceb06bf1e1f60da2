/**
 * Who signs in, for how long, and with what: {@link io.opencoc.session.SignIn} begins sessions behind {@link io.opencoc.session.SignInLimits}, which slow
 * down who guesses; {@link io.opencoc.session.Credentials} knows whom a session or API token belongs to, for every request; the services list and end them.
 * {@code AgencySessions} begins those in other tenants, which have entrusted one's own.
 * Tokens are random and kept as hashes. What is revoked works for a second more at most, on other nodes.
 */
@NullMarked
package io.opencoc.session;

import org.jspecify.annotations.NullMarked;
