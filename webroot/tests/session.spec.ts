import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { onSessionLost, api } from '@/shared/api/client'
import { useSession } from '@/shared/session'
import { safeReturn } from '@/app/router'

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })
const session = { user: { name: 'ada' }, tenant: 'default', actions: ['coc:incident:create', 'coc:alarm:get'], limited: { 'coc:alarm:get': ['a'] }, mustChangePassword: false, credential: 'session', expiresAt: '2026-01-01T00:00:00Z', version: '1' }
beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

test('can() follows the session of the moment', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => answer(200, session)))
  const store = useSession()
  expect(store.can('coc:incident:create')).toBe(false)
  await store.load()
  expect(store.can('coc:incident:create')).toBe(true)
  expect(store.can('coc:engineer:delete')).toBe(false)
  expect(store.can('coc:incident:create', 'b')).toBe(true)
  expect(store.can('coc:alarm:get')).toBe(true)
  expect(store.can('coc:alarm:get', 'a')).toBe(true)
  expect(store.can('coc:alarm:get', 'b')).toBe(false)
  store.forget()
  expect(store.can('coc:incident:create')).toBe(false)
})
test('the token of a new session is not kept', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => answer(201, { ...session, token: 'secret' })))
  const store = useSession()
  await store.signIn('default', 'ada', 'pw')
  expect(JSON.stringify(store.current)).not.toContain('secret')
})
test('nobody signed in is an answer, a broken server is an error', async () => {
  const fetch = vi.fn(async () => answer(401, { title: 'no', status: 401, type: 'x' }))
  vi.stubGlobal('fetch', fetch)
  const store = useSession()
  expect(await store.load()).toBeUndefined()
  store.doubt()
  fetch.mockImplementation(async () => answer(503, { title: 'busy', status: 503, type: 'x' }))
  await expect(store.load()).rejects.toThrow('busy')
})
test('a 401 anywhere but at sign-in says that the session is lost', async () => {
  const lost = vi.fn()
  onSessionLost(lost)
  vi.stubGlobal('fetch', vi.fn(async () => answer(401, { title: 'no', status: 401, type: 'x' })))
  await expect(api.POST('/sessions', { body: { tenant: 'default', user: 'a', password: 'b' } })).rejects.toThrow()
  expect(lost).not.toHaveBeenCalled()
  await expect(api.GET('/incidents')).rejects.toThrow('no')
  expect(lost).toHaveBeenCalledOnce()
})
test('after signing in one never lands on another site', () => {
  expect(safeReturn('/incidents?tab=all')).toBe('/incidents?tab=all')
  for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', undefined, ['/a']]) expect(safeReturn(bad)).toBe('/')
})
