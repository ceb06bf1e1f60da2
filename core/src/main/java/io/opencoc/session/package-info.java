/**
 * Who signs in, and what they may do: tenants, users, sessions. Passwords are hashed with argon2id away from the event loops; tokens are
 * random and kept as hashes.
 */
@NullMarked
package io.opencoc.session;

import org.jspecify.annotations.NullMarked;
