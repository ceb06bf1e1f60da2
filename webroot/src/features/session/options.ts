/** What the server may say in `/sign-in?error=` after the way through an identity provider. */
export const wayBack = ['refused', 'expired', 'failed', 'unknown', 'disabled', 'throttled']

/** Where the browser goes to sign in with an identity provider; with `link` the one who is signed in adds it to their user. */
export const startAddress = (id: string, returnTo: string, link = false) => `/api/v1/oidc/${encodeURIComponent(id)}/start?${new URLSearchParams({ returnTo, ...(link ? { link: 'true' } : {}) })}`
