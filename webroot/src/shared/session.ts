import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { api, ApiError, ok, type Schemas } from './api/client'

type Session = Schemas['Session']

/** Whether a granted action covers the wanted one; `*` stands for any part, a last `*` for all that follow. */
export function covers(granted: string, wanted: string): boolean {
  const have = granted.split(':')
  const want = wanted.split(':')
  if (have.at(-1) === '*' && have.length <= want.length) have.push(...Array<string>(want.length - have.length).fill('*'))
  return have.length === want.length && have.every((part, i) => part === '*' || part === want[i])
}

export const useSession = defineStore('session', () => {
  const current = shallowRef<Session>()
  const known = shallowRef(false)
  const actions = computed(() => current.value?.actions ?? [])
  return {
    current,
    /** Whether the user may do this; buttons that answer no are not drawn. */
    can: (action: string) => actions.value.some(granted => covers(granted, action)),
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
    },
    async signOut() {
      await ok(api.DELETE('/sessions/current'))
      current.value = undefined
    },
    forget() {
      current.value = undefined
      known.value = true
    },
    /** Makes the next `load` ask again. */
    doubt() {
      known.value = false
    },
  }
})
