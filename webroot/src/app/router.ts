import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useProjects } from '@/shared/projects'
import { useSession } from '@/shared/session'
import { nav, visible } from './nav'

declare module 'vue-router' {
  interface RouteMeta {
    /** The menu item that the page belongs to. */
    item?: string
    /** Without this action the page is not opened: it says what is missing instead. */
    action?: string | string[]
    /** Only for users of the tenant that runs the installation. */
    operator?: boolean
    /** The page follows the enterprise project of the address. */
    scoped?: boolean
    /** The page is shown without a session and without the shell. */
    open?: boolean
    /** The page is for those who must change their password first, and shown without the shell. */
    bare?: boolean
  }
}

const pages = nav.flatMap(group =>
  group.items.flatMap((item): RouteRecordRaw[] => [
    { path: item.path, name: item.id, meta: { item: item.id, action: item.action, operator: item.operator, scoped: item.scoped }, component: item.page },
    ...(item.below ?? []).map(below => ({ path: below.path, name: below.name, meta: { item: item.id, action: below.action, operator: item.operator }, component: below.page })),
  ]),
)

export const routes: RouteRecordRaw[] = [
  ...pages,
  { path: '/sign-in', name: 'signIn', meta: { open: true }, component: () => import('@/features/iam/SignInPage.vue') },
  { path: '/new-password', name: 'newPassword', meta: { bare: true }, component: () => import('@/features/session/NewPasswordPage.vue') },
  { path: '/profile', name: 'profile', component: () => import('@/features/session/ProfilePage.vue') },
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./NowherePage.vue') },
]
export const router = createRouter({ history: createWebHistory(), routes, scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } })

/** Where to go after signing in: only a path of this console, never another site. */
export const safeReturn = (to: unknown) => (typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/')

router.beforeEach(async to => {
  const session = useSession()
  // A server that cannot be reached is shown by the page itself, with a way to try again.
  const user = await session.load().catch(() => undefined)
  if (to.meta.open) return user ? safeReturn(to.query.to) : true
  const back = to.fullPath === '/' ? {} : { to: to.fullPath }
  if (!user) return { name: 'signIn', query: back }
  if (user.mustChangePassword) return to.meta.bare ? true : { name: 'newPassword', query: back }
  if (to.meta.bare) return safeReturn(to.query.to)
  if (to.meta.scoped && typeof to.query.projectId === 'string') useProjects().follow(to.query.projectId)
  // Who may not see the overview begins with the first page that he may see.
  if (to.path === '/' && !session.can('coc:overview:get')) return nav.flatMap(g => g.items).find(i => visible(i, session))?.path ?? true
  return true
})
