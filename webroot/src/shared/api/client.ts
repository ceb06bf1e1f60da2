import createClient from 'openapi-fetch'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

/** An answer that is not a success. `status` is 0 when the server could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem?: Schemas['Problem'],
    /** Seconds until it may be tried again, if the server said so. */
    readonly retryAfter?: number,
  ) {
    super(problem?.detail ?? problem?.title ?? (status ? `HTTP ${status}` : 'The server cannot be reached.'))
  }
}

let lost: () => void = () => {}
/** Says what to do when the server no longer knows the session. */
export const onSessionLost = (run: () => void) => (lost = run)
let expired: () => void = () => {}
/** Says what to do when the server asks for a new password first. */
export const onPasswordExpired = (run: () => void) => (expired = run)

// The fetch of the moment, not of the import, so that tests can put their own in its place.
export const api = createClient<paths>({
  baseUrl: '/api/v1',
  fetch: request => globalThis.fetch(request),
  querySerializer: { array: { style: 'form', explode: true } },
})
api.use({
  async onResponse({ response, schemaPath }) {
    if (response.ok) return
    if (response.status === 401 && !schemaPath.startsWith('/sessions')) lost()
    const problem: Schemas['Problem'] | undefined = await response.json().catch(() => undefined)
    if (problem?.type === 'urn:opencoc:problem:passwordExpired') expired()
    throw new ApiError(response.status, problem, Number(response.headers.get('retry-after')) || undefined)
  },
  onError: () => new ApiError(0),
})

/** `await ok(api.GET(…))`: the typed body, or an ApiError thrown. */
export const ok = async <T>(call: Promise<{ data?: T }>): Promise<T> => (await call).data as T

/** A key that makes repeating one creation harmless. (`crypto.randomUUID` is missing where the page is not served over TLS.) */
export const idempotencyKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('')
