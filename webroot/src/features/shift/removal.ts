import { useI18n } from 'vue-i18n'
import { ElMessage, ElMessageBox } from 'element-plus'
import { useQueryClient } from '@tanstack/vue-query'
import { api, ok } from '@/shared/api/client'
import { errorText } from '@/shared/problem'
import { confirm } from '@/shared/ui/confirm'
import type { Role, Scenario } from './shift'

/** Deletes scenarios and roles; why one is not stays on the screen until it is read. Gives whether it was. */
export function useRemoval() {
  const { t } = useI18n()
  const cache = useQueryClient()
  async function done(name: string, call: () => Promise<unknown>) {
    try {
      await call()
      ElMessage.success(t('ui.removed'))
      await cache.invalidateQueries({ queryKey: ['schedule'] })
      return true
    } catch (e) {
      await ElMessageBox.alert(errorText(e), t('shift.notDeleted', { name }), { confirmButtonText: t('ui.close') }).catch(() => {})
      return false
    }
  }
  return {
    remove: async (s: Scenario) =>
      (await confirm(t('shift.removeTitle'), t('shift.removeAsk', { name: s.name, n: s.roles.length }), t('ui.remove'))) && done(s.name, () => ok(api.DELETE('/shift-scenarios/{id}', { params: { path: { id: s.id } } }))),
    removeRole: async (s: Scenario, role: Role) =>
      (await confirm(t('shift.removeRoleTitle'), t('shift.removeRoleAsk', { name: role.name }), t('ui.remove'))) &&
      done(role.name, () => ok(api.DELETE('/shift-scenarios/{id}/roles/{roleId}', { params: { path: { id: s.id, roleId: role.id } } }))),
  }
}
