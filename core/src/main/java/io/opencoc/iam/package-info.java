/**
 * Who may do what: users, groups, and the policies that both have, in all of the tenant or in one enterprise project.
 *
 * <p>{@link io.opencoc.iam.PolicyDocument} is the language of policies: JSON as users write it, checked place by place, and the same as
 * statements for decisions. {@code SystemPolicies} are code, custom ones rows. {@link io.opencoc.iam.AccessService} puts together what a user
 * may do, keeps it, and notices within a second what other nodes changed; {@code Administrators} makes changes one after the other, counts them,
 * and refuses those that would leave nobody to administer the tenant. {@code Simulator} says why somebody may do something.
 *
 * <p>{@code AgencyService} entrusts the users of other tenants with policies: an agency has them as a user has.
 *
 * <p>Deciding itself is {@code io.opencoc.kernel.access}'s; signing in and sessions are {@code io.opencoc.session}'s.
 */
@NullMarked
package io.opencoc.iam;

import org.jspecify.annotations.NullMarked;
