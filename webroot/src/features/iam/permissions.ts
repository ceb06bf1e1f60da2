import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, ok } from '@/shared/api/client'
import { useSession } from '@/shared/session'
import type { Kind } from './actions'

/** All actions of the server; they change with its version only. Empty for who may not list policies. */
export function usePermissions() {
  const session = useSession()
  const query = useQuery({ queryKey: ['permissions'], enabled: () => session.can('coc:policy:list'), staleTime: Infinity, queryFn: () => ok(api.GET('/permissions')) })
  return { ...query, kinds: computed<Kind[]>(() => query.data.value?.items ?? []) }
}
