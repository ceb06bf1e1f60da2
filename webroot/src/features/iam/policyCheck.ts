import { computed, type Ref } from 'vue'
import { refDebounced } from '@vueuse/core'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api, ok, type Schemas } from '@/shared/api/client'
import { useSession } from '@/shared/session'
import type { Json } from './json'
import { remarksOf } from './remarks'

/** Asks the server what is wrong with a document, a moment after each change. Silent while there is no document. */
export function usePolicyCheck(document: Ref<Json | undefined>) {
  const session = useSession()
  const text = refDebounced(
    computed(() => (document.value === undefined ? undefined : JSON.stringify(document.value))),
    400,
  )
  const { data } = useQuery({
    queryKey: ['policy-check', text],
    enabled: () => text.value !== undefined && session.can('coc:policy:get'),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: () => ok(api.POST('/policies/check', { body: { document: JSON.parse(text.value!) as Schemas['PolicyDocument'] } })),
  })
  const remarks = computed(() => (document.value === undefined ? [] : [...remarksOf(data.value?.errors ?? [], 'error'), ...remarksOf(data.value?.warnings ?? [], 'warning')]))
  return { remarks }
}
