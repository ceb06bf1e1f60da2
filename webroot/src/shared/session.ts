import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { api, ApiError, ok, type Schemas } from './api/client'

type Session = Schemas['Session']
const OPERATOR = 'default'

export const useSession = defineStore('session', () => {
  const current = shallowRef<Session>()
  const known = shallowRef(false)
  // The password that was just given and must be changed, so that it is not asked for twice; never in the store itself.
  let given: string | undefined
  const actions = computed(() => new Set(current.value?.actions))
  return {
    current,
    /** Whether the user belongs to the tenant that runs the installation. */
    operator: computed(() => current.value?.tenant === OPERATOR),
    /** Whether the user may act in other tenants: by a session of their own only, not from one agency to the next. */
    mayAssume: computed(() => current.value?.credential === 'session' && actions.value.has('coc:agency:assume')),
    /** Whether the user may do this, to something at least or to things of this enterprise project; buttons that answer no are not drawn. */
    can: (action: string, projectId?: string) => {
      const limited = current.value?.limited[action]
      return actions.value.has(action) && (!projectId || !limited || limited.includes(projectId))
    },
    /** Asks the server once who is signed in; nobody gives undefined. */
    async load() {
      if (known.value) return current.value
      try {
        current.value = await ok(api.GET('/sessions/current'))
      } catch (e) {
        if (!(e instanceof ApiError) || e.status !== 401) throw e
        current.value = undefined
      }
      known.value = true
      return current.value
    },
    async signIn(tenant: string, user: string, password: string) {
      const { token: _, ...session } = await ok(api.POST('/sessions', { body: { tenant, user, password } }))
      current.value = session
      known.value = true
      given = session.mustChangePassword ? password : undefined
    },
    givenPassword: () => given,
    /** Changes one's own password; afterwards the session may do again what its user may. */
    async changePassword(before: string, after: string) {
      await ok(api.PUT('/sessions/current/password', { body: { current: before, new: after } }))
      given = undefined
      known.value = false
      await this.load()
    },
    /** Begins a session in another tenant by its agency; in this browser it takes the place of the own one. */
    assume: (tenant: string, agency: string) => ok(api.POST('/sessions/assume', { body: { tenant, agency } })),
    /** Ends it; the browser has the own session again. */
    leaveAgency: () => ok(api.DELETE('/sessions/current')),
    /** Ends the own session too when one acts by an agency. */
    async signOut() {
      if (current.value?.agency) await ok(api.DELETE('/sessions/current'))
      await ok(api.DELETE('/sessions/current'))
      current.value = undefined
      given = undefined
    },
    forget() {
      given = undefined
      current.value = undefined
      known.value = true
    },
    /** Makes the next `load` ask again. */
    doubt() {
      known.value = false
    },
  }
})
