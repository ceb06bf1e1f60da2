import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useProjects } from '@/shared/projects'
import { useSession } from '@/shared/session'
import { nav, visible } from './nav'

declare module 'vue-router' {
  interface RouteMeta {
    /** The menu item that the page belongs to. */
    item?: string
    /** The page follows the enterprise project of the address. */
    scoped?: boolean
    /** The page is shown without a session and without the shell. */
    open?: boolean
  }
}

const pages = nav.flatMap(group =>
  group.items.flatMap((item): RouteRecordRaw[] => [
    { path: item.path, name: item.id, meta: { item: item.id, scoped: item.scoped }, component: item.page },
    ...(item.below ?? []).map(below => ({ path: below.path, name: below.name, meta: { item: item.id }, component: below.page })),
  ]),
)

export const routes: RouteRecordRaw[] = [
  ...pages,
  { path: '/sign-in', name: 'signIn', meta: { open: true }, component: () => import('@/features/iam/SignInPage.vue') },
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
  if (user && to.meta.scoped && typeof to.query.projectId === 'string') useProjects().follow(to.query.projectId)
  // Who may not see the overview begins with the first page that he may see.
  if (user && to.path === '/' && !session.can('coc:overview:get')) return nav.flatMap(g => g.items).find(i => visible(i, session))?.path ?? true
  return user ? true : { name: 'signIn', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
})
