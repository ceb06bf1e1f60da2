import { ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { i18n } from '@/app/i18n'
import { api, ok } from '@/shared/api/client'
import { fmtAgo, fmtNumber } from '@/shared/format'
import { attempt } from '@/shared/problem'
import { confirm } from '@/shared/ui/confirm'
import { sourceName, type Integration } from './integration'

/** What can be done to an integration with one click; each that hurts asks first, naming what it hits. */
export function useChanges() {
  const { t, locale } = i18n.global
  const cache = useQueryClient()
  const busy = ref('')
  const path = (i: Integration) => ({ params: { path: { id: i.id } } })
  async function run(action: string, i: Integration, call: () => Promise<unknown>) {
    busy.value = `${action} ${i.id}`
    const done = await attempt(call, t(`integration.${action}Done`))
    busy.value = ''
    if (done && action !== 'cancel') await cache.invalidateQueries({ queryKey: ['integration'] })
    return done
  }
  const words = (i: Integration) => ({ name: i.name, source: sourceName(i), n: fmtNumber(i.received, locale.value), ago: fmtAgo(i.lastReceivedAt, locale.value) })
  return {
    busy: (action: string, i: Integration) => busy.value === `${action} ${i.id}`,
    enable: (i: Integration) => run('enable', i, () => ok(api.POST('/integrations/{id}/enable', path(i)))),
    async disable(i: Integration) {
      if (await confirm(t('integration.disableTitle'), t('integration.disableAsk', { name: i.name }), t('integration.disable'))) await run('disable', i, () => ok(api.POST('/integrations/{id}/disable', path(i))))
    },
    async renew(i: Integration) {
      const text = t(i.lastReceivedAt ? 'integration.renewAskUsed' : 'integration.renewAsk', words(i))
      if (await confirm(t('integration.renewTitle'), text, t('integration.renew'))) await run('renew', i, () => ok(api.POST('/integrations/{id}/renew-key', path(i))))
    },
    async cancel(i: Integration) {
      if (!(await confirm(t('integration.cancelTitle'), t('integration.cancelAsk', words(i)), t('integration.cancel')))) return false
      return run('cancel', i, () => ok(api.DELETE('/integrations/{id}', path(i))))
    },
  }
}
