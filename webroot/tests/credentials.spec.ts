import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readAgent } from '@/shared/agent'
import { means, describeAction, groupActions } from '@/shared/actions'
import { api, ApiError, onPasswordExpired } from '@/shared/api/client'
import { fmtDay, fmtWait } from '@/shared/format'
import { inWords } from '@/shared/problem'
import { useSession } from '@/shared/session'
import { router } from '@/app/router'
import { blank, draftOf, inputOf, needsSecret, type Provider } from '@/features/identity/provider'
import { rulesMet } from '@/features/session/password'
import { startAddress } from '@/features/session/options'
import { covered, isPattern, linesOf, patternsOf } from '@/features/session/token'

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())
const mine = ['coc:alarm:list', 'coc:alarm:get', 'coc:incident:list', 'coc:overview:get']
const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) => new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const session = { user: { name: 'ada' }, tenant: 'default', actions: mine, limited: {}, mustChangePassword: false, credential: 'session', expiresAt: '2026-01-01T00:00:00Z', version: '1' }

test('a pattern means what the server lets it cover', () => {
  expect(covered(['*'], mine)).toEqual(mine)
  expect(covered(['coc:*:list'], mine)).toEqual(['coc:alarm:list', 'coc:incident:list'])
  expect(covered(['coc:alarm:*'], mine)).toEqual(['coc:alarm:list', 'coc:alarm:get'])
  expect(means('coc:al*:get', 'coc:alarm:get')).toBe(true)
  expect(means('coc:alarm:ge', 'coc:alarm:get')).toBe(false)
  expect(means('coc.alarm.get', 'coc:alarm:get')).toBe(false)
})
test('what is picked is said as short as it can be, and means just that', () => {
  expect(patternsOf(['coc:alarm:get', 'coc:alarm:list', 'coc:overview:get'], mine)).toEqual(['coc:alarm:*', 'coc:overview:get'])
  expect(patternsOf(['coc:alarm:get'], mine)).toEqual(['coc:alarm:get'])
  expect(linesOf(' coc:a:b\n coc:a:b, *')).toEqual(['coc:a:b', '*'])
  expect(['*', 'coc:*:list', 'coc:a:b:c', 'incident', ''].map(isPattern)).toEqual([true, true, false, false, false])
})
test('actions are grouped and described', () => {
  expect(groupActions(mine).map(g => [g.resource, g.actions.length])).toContainEqual(['alarm', 2])
  expect(describeAction('coc:trace:list', 'zh')).toBe('查看和搜索审计追踪')
  expect(describeAction('coc:lamp:polish', 'en')).toBe('coc:lamp:polish')
})
test('agents in words', () => {
  expect(readAgent('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0')).toEqual({ program: 'Firefox 128', system: 'Windows' })
  expect(readAgent('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.68')).toEqual({ program: 'Edge 126', system: 'Windows' })
  expect(readAgent('Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1')).toEqual({ program: 'Safari 17', system: 'iPhone' })
  expect(readAgent('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15')).toEqual({ program: 'Safari 17', system: 'macOS' })
  expect(readAgent('curl/8.5.0')).toEqual({ program: 'curl 8.5.0', system: undefined })
  expect(readAgent('something odd')).toEqual({ program: 'something odd' })
  expect(readAgent('')).toBeUndefined()
})
test('the rules of passwords, as far as the page can tell', () => {
  expect(rulesMet('', ['ada'])).toEqual({ length: 'open', names: 'open', common: 'open' })
  expect(rulesMet('short', [])).toMatchObject({ length: 'no', names: 'yes' })
  expect(rulesMet('correct horse battery', ['ada', 'default'])).toMatchObject({ length: 'yes', names: 'yes' })
  expect(rulesMet('my-Default-password', ['default'])).toMatchObject({ names: 'no' })
  expect(rulesMet('OpenCOC is very nice', [])).toMatchObject({ names: 'no' })
  expect(rulesMet('😀'.repeat(12), [])).toMatchObject({ length: 'yes' })
  expect(inWords('must have 12 to 128 characters; it has 5')).toBe('It needs 12 to 128 characters; this has 5.')
})
test('who must change the password is led there from everywhere, and then to where they wanted', async () => {
  let must = true
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => (request.method === 'PUT' ? ((must = false), answer(204)) : answer(200, { ...session, actions: must ? [] : mine, mustChangePassword: must }))))
  await router.push('/traces?user=ada')
  expect(router.currentRoute.value).toMatchObject({ name: 'newPassword', query: { to: '/traces?user=ada' } })
  await useSession().changePassword('a', 'b')
  await router.push('/new-password?to=/alarms')
  expect(router.currentRoute.value.fullPath).toBe('/alarms')
})
test('the password that was just given is not asked for again, and not kept longer', async () => {
  vi.stubGlobal('fetch', vi.fn(async (request: Request) => (request.method === 'PUT' ? answer(204) : answer(200, { ...session, mustChangePassword: request.method === 'POST' }))))
  const store = useSession()
  await store.signIn('default', 'ada', 'first')
  expect(store.givenPassword()).toBe('first')
  await store.changePassword('first', 'second')
  expect(store.givenPassword()).toBeUndefined()
  expect(JSON.stringify(store.$state)).not.toContain('first')
})
test('a server that asks for a new password first is heard; how long to wait is read', async () => {
  const expired = vi.fn()
  onPasswordExpired(expired)
  vi.stubGlobal('fetch', vi.fn(async () => answer(403, { type: 'urn:opencoc:problem:passwordExpired', title: 'x', status: 403 })))
  await expect(api.GET('/incidents')).rejects.toThrow()
  expect(expired).toHaveBeenCalledOnce()
  vi.stubGlobal('fetch', vi.fn(async () => answer(429, { type: 'x', title: 'x', status: 429 }, { 'retry-after': '65' })))
  const error = await api.GET('/incidents').catch((e: unknown) => e)
  expect((error as ApiError).retryAfter).toBe(65)
})
test('times in words', () => {
  expect(fmtWait(65, 'en')).toBe('1 minute 5 seconds')
  expect(fmtWait(5, 'en')).toBe('5 seconds')
  const now = new Date(2026, 4, 2, 9)
  expect(fmtDay(new Date(2026, 4, 2, 1).toISOString(), 'en', now)).toBe('Today')
  expect(fmtDay(new Date(2026, 4, 1, 23).toISOString(), 'en', now)).toBe('Yesterday')
  expect(fmtDay(new Date(2026, 3, 6, 23).toISOString(), 'en', now)).toBe('Monday 6 April')
})
test('the way to an identity provider', () => {
  expect(startAddress('a/b', '/x?y=1')).toBe('/api/v1/oidc/a%2Fb/start?returnTo=%2Fx%3Fy%3D1')
  expect(startAddress('a', '/profile', true)).toContain('link=true')
})
test('an identity provider keeps its secret until another is typed, and another client needs its own', () => {
  const saved: Provider = { id: '1', issuer: 'https://a', clientId: 'c', secretSet: true, scopes: ['openid'], groupsClaim: 'groups', label: { en: 'A', zh: '甲' }, createUsers: false, defaultGroupId: 'g', enabled: true, createdAt: '', redirectUri: '' }
  const draft = draftOf(saved)
  expect(inputOf(draft)).toEqual({ issuer: 'https://a', clientId: 'c', clientSecret: undefined, scopes: ['openid'], groupsClaim: 'groups', label: { en: 'A', zh: '甲' }, createUsers: false, defaultGroupId: undefined, enabled: true })
  expect(needsSecret(draft, saved)).toBe(false)
  expect(needsSecret({ ...draft, clientId: 'other' }, saved)).toBe(true)
  expect(needsSecret({ ...draft, clientId: 'other', secret: 'x' }, saved)).toBe(false)
  expect(inputOf({ ...blank(), en: ' B ', scopes: 'email, openid' })).toMatchObject({ label: { en: 'B', zh: 'B' }, scopes: ['openid', 'email'] })
})
