import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { ElMessage, ElMessageBox } from 'element-plus'
import { useQueryClient } from '@tanstack/vue-query'
import { api, ApiError, ok } from '@/shared/api/client'
import { attempt, errorText } from '@/shared/problem'
import { useSession } from '@/shared/session'
import { confirm } from '@/shared/ui/confirm'
import type { Project } from './project'

type Verb = 'update' | 'enable' | 'disable' | 'delete'

/** What can be done to a project, from its list and from its page. */
export function useProjectActions() {
  const { t } = useI18n()
  const session = useSession()
  const cache = useQueryClient()
  const running = shallowRef<{ verb: Verb; id: string }>()
  const busy = (verb: Verb, p: Project) => running.value?.verb === verb && running.value.id === p.id
  const read = () => cache.invalidateQueries({ queryKey: ['project'] })
  const params = (p: Project) => ({ path: { id: p.id } })

  async function run(verb: Verb, p: Project, call: () => Promise<unknown>, done: string) {
    running.value = { verb, id: p.id }
    await attempt(call, t(done, { name: p.name }))
    await read()
    running.value = undefined
  }
  const enable = (p: Project) => run('enable', p, () => ok(api.POST('/projects/{id}/enable', { params: params(p) })), 'project.enabledDone')
  async function disable(p: Project) {
    if (await confirm(t('project.disableTitle'), t('project.disableAsk', { name: p.name }), t('project.disable'), false)) await run('disable', p, () => ok(api.POST('/projects/{id}/disable', { params: params(p) })), 'project.disabledDone')
  }
  /** Gives whether it was deleted. Why it was not stays on the screen until it is read. */
  async function remove(p: Project): Promise<boolean> {
    if (!(await confirm(t('project.removeTitle'), t('project.removeAsk', { name: p.name }), t('ui.remove')))) return false
    running.value = { verb: 'delete', id: p.id }
    try {
      await ok(api.DELETE('/projects/{id}', { params: params(p) }))
      ElMessage.success(t('ui.removed'))
      return true
    } catch (e) {
      running.value = undefined
      const inUse = e instanceof ApiError && e.status === 409
      const text = inUse ? [e.problem?.detail ?? e.problem?.title, t('project.refusedHint')].filter(Boolean).join(' ') : errorText(e)
      await ElMessageBox.alert(text, t('project.refusedTitle', { name: p.name }), { confirmButtonText: t('ui.close') }).catch(() => {})
      return false
    } finally {
      running.value = undefined
    }
  }
  const may = (verb: Verb, p: Project) => session.can(`coc:project:${verb}`, p.id) && !(p.isDefault && (verb === 'disable' || verb === 'delete'))
  return { busy, read, may, enable, disable, remove }
}
