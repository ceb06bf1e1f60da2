import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { i18n } from '@/app/i18n'
import { ApiError } from '@/shared/api/client'
import { defineResource, type ListQuery, type Page, type Resource } from '@/shared/ui/resource'
import ResourceTable from '@/shared/ui/ResourceTable.vue'

interface Row {
  id: string
  title: string
}
const row: Row = { id: 'A-1', title: 'Disk full' }
let open: VueWrapper | undefined
beforeEach(() => localStorage.clear())
afterEach(() => open?.unmount())

async function show(list: (query: ListQuery) => Promise<Page<Row>>, url = '/', more: Partial<Resource<Row>> = {}, props: object = {}) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<i/>' } }] })
  await router.push(url)
  const resource = defineResource<Row>({
    name: 't', topic: 'alarm', list, title: r => r.title, sort: '-id',
    columns: [{ key: 'id', label: 'alarm.number', width: 100, sortable: true }, { key: 'title', label: 'alarm.name', kind: 'link', width: 100 }],
    filters: [{ key: 'level', label: 'alarm.level', multiple: true, options: [] }, { key: 'range', label: 'alarm.firstAt', kind: 'range' }],
    ...more,
  })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  open = mount(ResourceTable as never, { props: { resource, ...props } as never, attachTo: document.body, global: { plugins: [router, i18n, createPinia(), [VueQueryPlugin, { queryClient }]] } })
  await flushPromises()
  return { table: open, router, queryClient }
}
const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

test('asks what the address says, over what is fixed, and emits the opened row', async () => {
  const list = vi.fn(async () => ({ items: [row], total: 41 }))
  const { table } = await show(list, '/?page=2&q=disk&level=major&level=minor&size=7&other=x', {}, { fixed: { view: 'all', level: ['critical'] } })
  expect(list).toHaveBeenCalledWith({ view: 'all', page: 2, size: 20, q: 'disk', sort: '-id', level: ['major', 'minor'] })
  expect(table.text()).toContain('21–21 of 41')
  await table.get('.row-link').trigger('click')
  expect(table.emitted('open')).toEqual([[row]])
})
test('shows a skeleton while it reads', async () => {
  const { table } = await show(() => new Promise(() => {}))
  expect(table.find('tbody[aria-hidden]').exists()).toBe(true)
  expect(table.get('section').attributes('aria-busy')).toBe('true')
})
test('nothing at all is something else than nothing that matches', async () => {
  const none = async () => ({ items: [], total: 0 })
  const first = await show(none, '/', {}, { emptyText: 'Connect one.' })
  expect(first.table.text()).toContain('Nothing here yet')
  expect(first.table.text()).toContain('Connect one.')
  first.table.unmount()
  const second = await show(none, '/?q=zzz')
  expect(second.table.text()).toContain('Nothing matches these filters')
  await second.table.findAll('button').find(b => b.text() === 'Clear filters')!.trigger('click')
  await flushPromises()
  expect(second.router.currentRoute.value.query).toEqual({})
})
test('says what failed and reads again on demand', async () => {
  const list = vi.fn<() => Promise<Page<Row>>>().mockRejectedValueOnce(new ApiError(503, { type: 'x', title: 'Busy', status: 503, detail: 'The database is away.' })).mockResolvedValue({ items: [row], total: 1 })
  const { table } = await show(list)
  expect(table.get('[role=alert]').text()).toContain('The database is away.')
  await table.get('[role=alert] button').trigger('click')
  await flushPromises()
  expect(table.text()).toContain('Disk full')
})
test('keeps the rows and says so when only the refresh fails', async () => {
  const list = vi.fn<() => Promise<Page<Row>>>().mockResolvedValueOnce({ items: [row], total: 1 }).mockRejectedValue(new Error('away'))
  const { table, queryClient } = await show(list)
  await queryClient.invalidateQueries({ queryKey: ['alarm'] })
  await flushPromises()
  expect(table.text()).toContain('Disk full')
  expect(table.text()).toContain('could not be refreshed')
})
test('an event of its topic reads the list again', async () => {
  const list = vi.fn(async () => ({ items: [row], total: 1 }))
  const { queryClient } = await show(list)
  await queryClient.invalidateQueries({ queryKey: ['alarm'] })
  expect(list).toHaveBeenCalledTimes(2)
})
test('sorts by a column both ways and goes back to the first page', async () => {
  const { table, router } = await show(async () => ({ items: [row], total: 1 }), '/?page=3')
  await table.get('th button').trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ sort: 'id' })
  expect(table.get('th').attributes('aria-sort')).toBe('ascending')
})
test('pages by key where the server gives no total', async () => {
  const { table, router } = await show(async () => ({ items: [row], next: 'k2' }), '/', { paging: 'key' })
  await table.findAll('.pager button').find(b => b.text().includes('Next'))!.trigger('click')
  await flushPromises()
  expect(router.currentRoute.value.query).toEqual({ after: 'k2' })
})
test('selects only what can be selected, and forgets it on another page', async () => {
  const items = [row, { id: 'A-2', title: 'Fan' }]
  const { table, router } = await show(async () => ({ items, total: 2 }), '/', { selectable: r => r.id === 'A-1' })
  const [all, first, second] = table.findAll<HTMLInputElement>('input[type=checkbox]').map(x => x.element)
  expect(second!.disabled).toBe(true)
  all!.dispatchEvent(new Event('change'))
  await flushPromises()
  expect(first!.checked).toBe(true)
  expect(table.findAll('tr.on')).toHaveLength(1)
  await router.replace({ query: { page: '2' } })
  await flushPromises()
  expect(table.findAll('tr.on')).toHaveLength(0)
})
test('keys: r reads again, j and k move between rows, / goes to the search', async () => {
  const list = vi.fn(async () => ({ items: [row, { id: 'A-2', title: 'Fan' }], total: 2 }))
  const { table } = await show(list)
  press('r')
  await flushPromises()
  expect(list).toHaveBeenCalledTimes(2)
  press('j')
  expect(document.activeElement?.textContent).toBe('Disk full')
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
  expect(document.activeElement?.textContent).toBe('Fan')
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', bubbles: true }))
  expect(document.activeElement?.textContent).toBe('Disk full')
  press('/')
  expect(document.activeElement).toBe(table.get('.bar input').element)
})
test('hostile text is shown as text', async () => {
  const { table } = await show(async () => ({ items: [{ id: 'x', title: '<img src=x onerror=alert(1)>' }], total: 1 }))
  expect(table.find('td img').exists()).toBe(false)
  expect(table.text()).toContain('<img src=x onerror=alert(1)>')
})
