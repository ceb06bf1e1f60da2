/**
 * Signing in with an identity provider of the tenant's own (OpenID Connect, code flow with PKCE). {@link io.opencoc.oidc.IdentityProviderService} keeps the
 * providers; {@link io.opencoc.oidc.OidcSignIn} sends a browser there and takes it back. What is between the two rests encrypted in a cookie of that browser,
 * for ten minutes and one use. Providers are addresses that tenants type, so all calls go through {@link io.opencoc.oidc.ProviderHttp} and its guard.
 */
@NullMarked
package io.opencoc.oidc;

import org.jspecify.annotations.NullMarked;
