/**
 * Who may do what: users and what they are allowed. {@link io.opencoc.iam.UserService} keeps the users of a tenant and checks their passwords;
 * {@link io.opencoc.iam.AccessService} knows
 * what they may do. Signing in and sessions are {@code io.opencoc.session}'s.
 */
@NullMarked
package io.opencoc.iam;

import org.jspecify.annotations.NullMarked;
