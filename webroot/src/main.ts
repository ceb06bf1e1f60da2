import { createApp } from 'vue'
import { createPinia } from 'pinia'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import 'element-plus/dist/index.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import '@/shared/styles/theme.css'
import App from '@/app/App.vue'
import { i18n } from '@/app/i18n'
import { router } from '@/app/router'
import { ApiError, onPasswordExpired, onSessionLost } from '@/shared/api/client'
import { useSession } from '@/shared/session'

// What the server refused stays refused; only a busy or unreachable server is asked once more.
const retry = (count: number, error: Error) => count < 1 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500)
const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry, retryDelay: 600 } } })

const app = createApp(App).use(createPinia()).use(i18n).use(VueQueryPlugin, { queryClient })

onSessionLost(() => {
  useSession().forget()
  const here = router.currentRoute.value
  if (!here.meta.open) void router.push({ name: 'signIn', query: { to: here.fullPath, lost: '1' } })
})
onPasswordExpired(() => {
  useSession().doubt()
  const here = router.currentRoute.value
  if (!here.meta.bare) void router.push({ name: 'newPassword', query: { to: here.fullPath } })
})
app.use(router).mount('#app')
