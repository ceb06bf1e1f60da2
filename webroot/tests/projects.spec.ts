import { flushPromises, mount } from '@vue/test-utils'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n } from '@/app/i18n'
import ProjectSwitch from '@/app/ProjectSwitch.vue'
import { useProjectField } from '@/features/project/projectField'
import { useProjects } from '@/shared/projects'
import { useSession } from '@/shared/session'
import { defineResource, type ListQuery } from '@/shared/ui/resource'
import ResourceTable from '@/shared/ui/ResourceTable.vue'

const project = (id: string, more: object = {}) => ({ id, name: id.toUpperCase(), enabled: true, isDefault: id === 'd', ...more })
const session = (name: string) => ({ user: { id: name, name }, tenant: 'default', actions: [], limited: {}, mustChangePassword: false, credential: 'session', expiresAt: '2026-01-01T00:00:00Z', version: '1' })
const answer = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
// Several consoles are mounted in one test: that takes its time on a busy machine.
vi.setConfig({ testTimeout: 20_000 })
let choices: object[]
let may: object[]
beforeEach(() => {
  localStorage.clear()
  choices = [project('d'), project('a'), project('b', { enabled: false })]
  may = [project('d'), project('a')]
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => answer(request.url.includes('action=') ? { items: may } : { items: choices })))
})
afterEach(() => vi.unstubAllGlobals())

async function start(inside: object, url = '/list', user = 'ada') {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/list', meta: { scoped: true }, component: { template: '<i/>' } }, { path: '/other', component: { template: '<i/>' } }] })
  const pinia = createPinia()
  useSession(pinia).$patch({ current: session(user) } as never)
  await router.push(url)
  const app = mount(inside as never, { global: { plugins: [router, i18n, pinia, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] } })
  const projects = useProjects(pinia)
  await flushPromises()
  return { router, app, projects }
}

test('what is picked is in the address, remembered for its user, and gone when all are wanted', async () => {
  const { router, projects } = await start(ProjectSwitch, '/list?q=x&page=3')
  expect(projects.chosen).toBeUndefined()
  projects.pick('a')
  await flushPromises()
  expect(router.currentRoute.value.query).toMatchObject({ q: 'x', projectId: 'a' })
  expect((await start(ProjectSwitch)).projects.chosen).toBe('a')
  expect((await start(ProjectSwitch, '/list', 'bob')).projects.chosen).toBeUndefined()
  projects.pick(undefined)
  await flushPromises()
  expect(router.currentRoute.value.query.projectId).toBeUndefined()
  expect((await start(ProjectSwitch)).projects.chosen).toBeUndefined()
})
test('what a link asks for holds here and is not remembered', async () => {
  const { projects } = await start(ProjectSwitch)
  projects.follow('a')
  expect(projects.chosen).toBe('a')
  expect((await start(ProjectSwitch)).projects.chosen).toBeUndefined()
})
test('a remembered project that is gone limits nothing', async () => {
  ;(await start(ProjectSwitch)).projects.pick('b')
  choices = [project('d'), project('a')]
  expect((await start(ProjectSwitch)).projects.chosen).toBeUndefined()
})
test('pages without projects keep their address, the next list follows again', async () => {
  const { router, projects } = await start(ProjectSwitch, '/other')
  projects.pick('a')
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/other')
  await router.push('/list')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ projectId: 'a' })
})
test('who has one project only sees no switch', async () => {
  choices = [project('d')]
  expect((await start(ProjectSwitch)).app.find('[data-test=project]').exists()).toBe(false)
})

const list = vi.fn(async (_: ListQuery) => ({ items: [{ id: '1', name: 'One', projectId: 'a' }], total: 1 }))
const table = (scoped: boolean) => ({
  components: { ResourceTable },
  setup: () => ({ resource: defineResource({ name: 't', topic: 'alarm', scoped, list, title: r => r.name, columns: [{ key: 'name', label: 'alarm.name', kind: 'link', width: 9 }, { key: 'projectId', label: 'project.project', kind: 'project', width: 9 }] }) }),
  template: '<ResourceTable :resource="resource" />',
})
test('a list of things with projects asks for the chosen one, and names them when all are shown', async () => {
  const { app, projects } = await start(table(true))
  expect(app.findAll('th').map(h => h.text())).toContain('Enterprise project')
  expect(app.find('tbody').text()).toContain('A')
  projects.pick('a')
  await flushPromises()
  expect(list).toHaveBeenLastCalledWith(expect.objectContaining({ projectId: 'a' }))
  expect(app.findAll('th')).toHaveLength(1)
})
test('any other list does not', async () => {
  const { projects } = await start(table(false))
  projects.pick('a')
  await flushPromises()
  expect(list.mock.lastCall![0]).not.toHaveProperty('projectId')
})
test('with one project nothing names it', async () => {
  choices = [project('d')]
  expect((await start(table(true))).app.findAll('th')).toHaveLength(1)
})

const field = (current?: string) => ({ setup: () => useProjectField('coc:incident:create', () => current), template: '<p>{{ shown }} {{ fallback }} {{ choices.map(c => c.id).join() }}</p>' })
test('a form offers where the user may, begins with the chosen or the default project, and keeps where a thing is', async () => {
  const first = await start(field())
  expect(first.app.text()).toBe('true d d,a')
  first.projects.pick('a')
  await flushPromises()
  expect(first.app.text()).toContain('true a')
  first.projects.pick('b')
  await flushPromises()
  expect(first.app.text()).toContain('true d')
  expect((await start(field('b'))).app.text()).toContain('b,d,a')
  may = [project('a')]
  expect((await start(field())).app.text()).toContain('true a')
  choices = [project('d')]
  expect((await start(field())).app.text()).toContain('false')
})
