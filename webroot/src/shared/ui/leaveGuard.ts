import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { i18n } from '@/app/i18n'
import { confirm } from './confirm'

/** Asks before unsaved changes are lost, inside the console and when the tab is closed. */
export function useLeaveGuard(dirty: Ref<boolean>) {
  const { t } = i18n.global
  onBeforeRouteLeave(async to => !dirty.value || to.name === 'signIn' || (await confirm(t('ui.leave'), t('ui.leaveAsk'), t('ui.leaveGo'), false)))
  const unload = (e: BeforeUnloadEvent) => dirty.value && e.preventDefault()
  onMounted(() => addEventListener('beforeunload', unload))
  onBeforeUnmount(() => removeEventListener('beforeunload', unload))
}
