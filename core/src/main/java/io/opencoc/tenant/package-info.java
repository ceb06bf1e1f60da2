/**
 * The tenants of an installation: companies or departments that see nothing of one another. The users of the tenant {@code default}, the
 * operator, make and disable them; each has administrators of its own, who may do everything in it and nothing outside. A tenant is enabled or
 * disabled, and never deleted. Routes → {@link io.opencoc.tenant.TenantService} → {@link io.opencoc.tenant.TenantRepository}, whose SQL
 * are functions of the database that let nobody but the operator in.
 *
 * <p>Disabling ends the sessions; from then on {@link io.opencoc.kernel.access.DisabledTenants} turns away sign-ins, requests, live updates and
 * alarms, and timers and notifications wait. What was being done goes on to its end. API tokens work again when the tenant is enabled.
 */
@NullMarked
package io.opencoc.tenant;

import org.jspecify.annotations.NullMarked;
