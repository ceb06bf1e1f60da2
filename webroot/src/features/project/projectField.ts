import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api, ok } from '@/shared/api/client'
import { useProjects } from '@/shared/projects'

/** The enterprise projects that a form offers: those in which the user may do its `action`, and where the thing is now. */
export function useProjectField(action: string, current: () => string | undefined = () => undefined) {
  const projects = useProjects()
  const { data } = useQuery({ queryKey: ['project', 'choices', 'for', action], staleTime: 60_000, enabled: () => projects.several, queryFn: () => ok(api.GET('/project-choices', { params: { query: { action } } })) })
  const allowed = computed(() => data.value?.items ?? [])
  const choices = computed(() => {
    const now = current()
    const here = allowed.value.some(p => p.id === now) ? undefined : projects.all.find(p => p.id === now)
    return here ? [here, ...allowed.value] : allowed.value
  })
  return {
    shown: computed(() => projects.several),
    choices,
    /** Where a new thing goes unless the user says otherwise: the project that the console is limited to, the default one, or any. */
    fallback: computed(() => (allowed.value.find(p => p.id === projects.chosen) ?? allowed.value.find(p => p.isDefault) ?? allowed.value[0])?.id),
  }
}
export type ProjectFieldState = ReturnType<typeof useProjectField>
