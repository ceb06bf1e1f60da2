import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, ok, type Schemas } from '@/shared/api/client'
import type { Integration } from './integration'

export type Source = Schemas['AlarmSource']
export interface SourceUse {
  /** As an integration knows it, also of a source whose plug-in is gone. */
  id: string
  source?: Source
  name: Schemas['Text']
  integrations: Integration[]
  enabled: number
}
const MOST = 500
const SIZE = 100

/** All integrations of the user, up to 500: their numbers stand on the cards of the sources. */
export async function allIntegrations(projectId?: string): Promise<Integration[]> {
  const all: Integration[] = []
  for (let page = 1; all.length < MOST; page++) {
    const { items, total } = await ok(api.GET('/integrations', { params: { query: { page, size: SIZE, sort: 'name', projectId } } }))
    all.push(...items)
    if (!items.length || all.length >= total) break
  }
  return all
}
export const useSources = () => useQuery({ queryKey: ['source', 'all'], queryFn: () => ok(api.GET('/alarm-sources')), staleTime: 60_000 })

/** Each source with its integrations; those of a source that is not installed (any more) too. */
export function usesOf(sources: Source[], integrations: Integration[]): SourceUse[] {
  const of = new Map<string, Integration[]>()
  for (const i of integrations) of.set(i.source, [...(of.get(i.source) ?? []), i])
  const gone = [...of.keys()].filter(id => !sources.some(s => s.id === id))
  const use = (id: string, name: Schemas['Text'], source?: Source): SourceUse => {
    const own = of.get(id) ?? []
    return { id, source, name, integrations: own, enabled: own.filter(i => i.enabled).length }
  }
  return [...sources.map(s => use(s.id, s.name, s)), ...gone.map(id => use(id, of.get(id)?.[0]?.sourceName ?? { en: id, zh: id }))]
}
export function useSourceUses(projectId: () => string | undefined) {
  const sources = useSources()
  const list = useQuery({ queryKey: ['integration', 'list', 'all', projectId], refetchInterval: 20_000, queryFn: () => allIntegrations(projectId()) })
  return {
    uses: computed(() => usesOf(sources.data.value?.items ?? [], list.data.value ?? [])),
    loading: computed(() => sources.isLoading.value || list.isLoading.value),
    error: computed(() => (sources.data.value && list.data.value ? null : (sources.error.value ?? list.error.value))),
    retry: () => Promise.all([sources.refetch(), list.refetch()]),
  }
}
