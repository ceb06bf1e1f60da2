import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { useQuery } from '@tanstack/vue-query'
import { useLocalStorage } from '@vueuse/core'
import { api, ok } from './api/client'
import { useSession } from './session'

/**
 * The enterprise projects that the user may see anything of, and the one that the console is limited to: all lists and the overview follow
 * it. Who has one project only never hears of projects.
 */
export const useProjects = defineStore('projects', () => {
  const session = useSession()
  const who = computed(() => session.current && `${session.current.tenant}/${session.current.user.id ?? session.current.user.name}`)
  const { data } = useQuery({ queryKey: ['project', 'choices', who], enabled: () => !!who.value, staleTime: 60_000, queryFn: () => ok(api.GET('/project-choices')) })
  const all = computed(() => (who.value ? (data.value?.items ?? []) : []))
  const has = (id: string | undefined) => all.value.some(p => p.id === id)

  // What was picked by hand is remembered for the user; what a link asks for holds in its own tab only.
  const remembered = useLocalStorage<Record<string, string | undefined>>('project', {})
  const linked = shallowRef<{ who: string | undefined; id: string | undefined }>()
  const chosen = computed(() => {
    if (linked.value?.who === who.value) return linked.value?.id
    const id = remembered.value[who.value ?? '']
    return data.value && !has(id) ? undefined : id
  })
  return {
    all,
    several: computed(() => all.value.length > 1),
    /** The project that lists are limited to; all when there is none. */
    chosen,
    has,
    nameOf: (id: string | undefined) => all.value.find(p => p.id === id)?.name,
    pick(id: string | undefined) {
      linked.value = { who: who.value, id }
      if (who.value) remembered.value = { ...remembered.value, [who.value]: id }
    },
    follow(id: string) {
      if (id !== chosen.value) linked.value = { who: who.value, id }
    },
  }
})
