import { computed, ref, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryValue } from 'vue-router'
import { useLocalStorage, watchDebounced } from '@vueuse/core'
import { useProjects } from '@/shared/projects'
import { ranges, type ListQuery, type Resource } from './resource'

const one = (value: LocationQueryValue | LocationQueryValue[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? undefined
export const sizes = [10, 20, 50, 100]

/** Turns a preset such as `24h` into `from`; times that were picked pass through. */
export function resolveRange(query: ListQuery, now = Date.now()): ListQuery {
  const { range, ...rest } = query
  const minutes = range ? ranges[range] : undefined
  return minutes ? { ...rest, from: new Date(now - minutes * 60_000).toISOString() } : rest
}

/** The state of a list. It lives in the address, so that every view is a link. */
export function useListQuery<T extends { id: string }>(resource: Resource<T>) {
  const route = useRoute()
  const router = useRouter()
  const filters = resource.filters ?? []
  const names = filters.flatMap(f => (f.kind === 'range' ? ['range', 'from', 'to'] : [f.key]))
  const projects = useProjects()
  const preferred = useLocalStorage('page-size', 20)

  const query = computed<ListQuery>(() => {
    const from = route.query
    const size = Number(one(from.size) ?? preferred.value)
    const result: ListQuery = { size: sizes.includes(size) ? size : 20 }
    if (resource.paging === 'key') result.after = one(from.after)
    else {
      result.page = Math.max(1, Math.floor(Number(one(from.page))) || 1)
      result.sort = one(from.sort) ?? resource.sort
    }
    if (resource.scoped && projects.chosen) result.projectId = projects.chosen
    const q = one(from.q)?.slice(0, 200)
    if (q) result.q = q
    for (const f of filters) {
      if (f.kind === 'range') {
        for (const name of ['range', 'from', 'to']) if (one(from[name])) result[name] = one(from[name])
      } else if (from[f.key] != null) result[f.key] = f.multiple ? [from[f.key]].flat() : one(from[f.key])
    }
    return result
  })
  const patch = (change: ListQuery) => router.replace({ query: { ...route.query, page: undefined, after: undefined, ...change } })
  const turn = (change: ListQuery) => router.push({ query: { ...route.query, ...change } })

  const text = ref<string>(query.value.q ?? '')
  watchDebounced(
    text,
    value => {
      if (value.trim() !== (query.value.q ?? '')) void patch({ q: value.trim() || undefined })
    },
    { debounce: 250 },
  )
  watch(
    () => query.value.q ?? '',
    value => {
      if (value !== text.value.trim()) text.value = value
    },
  )

  const filtered = computed(() => ['q', ...names].some(name => query.value[name] != null))
  function clear() {
    text.value = ''
    void patch(Object.fromEntries(['q', ...names].map(name => [name, undefined])))
  }
  function resize(size: number) {
    preferred.value = size
    void patch({ size })
  }
  return { query, patch, turn, text, filtered, clear, resize }
}
