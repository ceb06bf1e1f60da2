import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A writable ref bound to one query parameter, so that drawers and tabs are links. */
export function useRouteQuery(key: string) {
  const route = useRoute()
  const router = useRouter()
  return computed<string | undefined>({
    get: () => {
      const value = route.query[key]
      return (Array.isArray(value) ? value[0] : value) ?? undefined
    },
    set: value => void router.replace({ query: { ...route.query, [key]: value } }),
  })
}
