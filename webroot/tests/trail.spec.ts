import { expect, test } from 'vitest'
import '@/features/audit/pageTexts'
import { i18n, pairs } from '@/app/i18n'
import { actions, resources, traced } from '@/shared/api/contract'
import { changeRows } from '@/features/audit/changes'
import { pageOf, sentenceOf, textOf, verbOf, type Trace } from '@/features/audit/story'
import { exportAddress, types } from '@/features/audit/trace'

const words = (locale: 'en' | 'zh') => ({ t: (key: string, values?: Record<string, unknown>) => i18n.global.t(key, values ?? {}, { locale }), te: (key: string) => i18n.global.te(key, locale), locale })
const texts = (pairs.trace as any)
const line = (more: Partial<Trace>): Trace => ({ id: '1', at: '2026-05-01T10:00:00Z', name: 'actionTicket', operation: 'acceptIncident', resource: { type: 'Ticket', id: 'i', name: 'INC000012' }, result: 'success', user: { name: 'alice' }, credential: { kind: 'session' }, address: '10.0.0.5', agent: '', changed: [], omitted: 0, ...more })
const said = (more: Partial<Trace>, locale: 'en' | 'zh' = 'en') => textOf(sentenceOf(line(more), words(locale)))

test('everything that the contract traces has its words in both languages', () => {
  expect(Object.keys(traced).length).toBeGreaterThan(60)
  const missing = Object.entries(traced).flatMap(([operation, { name, resource }]) => [
    ...(texts.names[name]?.every(Boolean) ? [] : [`name ${name}`]),
    ...(texts.nouns[resource]?.every(Boolean) ? [] : [`noun ${resource}`]),
    ...(types.includes(resource) ? [] : [`type ${resource}`]),
    ...(verbOf(operation, name) === 'other' ? [`verb ${operation}`] : []),
  ])
  expect(missing).toEqual([])
  for (const operation of Object.keys(traced)) for (const kind of ['did', 'do']) expect(texts[kind][verbOf(operation, '')], operation).toHaveLength(2)
})
test('every action belongs to a resource that has a name', () => {
  expect(Object.keys(actions).filter(a => !resources[a.split(':')[1]!])).toEqual([])
})
test('a line reads as a sentence', () => {
  expect(said({})).toBe('alice accepted incident INC000012')
  expect(said({}, 'zh')).toBe('alice 受理了事件单 INC000012')
  expect(said({ operation: 'createToken', name: 'createToken', resource: { type: 'Token', name: 'nightly' } }, 'zh')).toBe('alice 创建了 API 令牌 nightly')
  expect(said({ result: 'refused' })).toBe('alice was not allowed to accept incident INC000012')
  expect(said({ result: 'failed', operation: 'signIn', name: 'createSession', user: { name: '' } })).toBe('Somebody failed to sign in')
  expect(said({ operation: 'attachUserPolicy', resource: { type: 'User', name: 'bob' } })).toBe('alice gave a policy to user bob')
  expect(said({ operation: 'endSession', name: 'deleteSession', resource: { type: 'Session', id: 's', name: 'bob' } })).toBe('alice ended a session of bob')
  expect(said({ operation: '', name: 'createTenant', resource: { type: 'Tenant', name: 'acme' }, credential: { kind: 'system' } })).toBe('OpenCOC created tenant acme')
  expect(said({ operation: 'polish', name: 'polishLamp', resource: { type: 'Lamp', id: '7' } })).toBe('alice did “polishLamp” to Lamp 7')
})
test('who was not allowed to look is said in words, though looking leaves no trace otherwise', () => {
  const look: Partial<Trace> = { operation: 'listEngineers', name: 'listEngineers', action: 'coc:engineer:list', resource: { type: 'engineer' }, result: 'refused' }
  expect(said(look)).toBe('alice was not allowed to list engineers')
  expect(said(look, 'zh')).toMatch(/^alice 无权查看.*工程师/)
})
test('who acts from another tenant is told as such, and where they came from', () => {
  const guest: Partial<Trace> = { user: { name: 'bob (acme, agency night cover)' }, credential: { kind: 'agency', name: 'night cover' } }
  expect(said(guest)).toBe('bob (of acme, agency night cover) accepted incident INC000012')
  expect(said(guest, 'zh')).toBe('bob（acme，委托 night cover） 受理了事件单 INC000012')
  expect(said({ ...guest, operation: 'signOut', name: 'deleteSession', resource: { type: 'Session' } })).toBe('bob (of acme, agency night cover) stopped acting by an agency')
  expect(said({ user: { name: 'bob (acme, agency x)' } })).toMatch(/^bob \(acme, agency x\) accepted/)
})
test('an agency leads to its page in the tenant that has it, not in the one that uses it', () => {
  const assumed: Partial<Trace> = { operation: 'assumeAgency', name: 'assumeAgency', resource: { type: 'Agency', id: 'a', name: 'ops' } }
  expect(pageOf(line({ ...assumed, credential: { kind: 'agency', name: 'ops' } }), () => true)).toBe('/agencies?q=ops')
  expect(pageOf(line(assumed), () => true)).toBeUndefined()
})
test('a name from the server never becomes a text of ours', () => {
  expect(said({ resource: { type: 'Ticket', name: '{who} @:app.name | x' } })).toBe('alice accepted incident {who} @:app.name | x')
})
test('a thing leads to its page, when there is one that may be seen', () => {
  expect(pageOf(line({}), () => true)).toBe('/incidents/i')
  expect(pageOf(line({}), () => false)).toBeUndefined()
  expect(pageOf(line({ operation: 'deleteUser', resource: { type: 'User', id: 'u' } }), () => true)).toBeUndefined()
  expect(pageOf(line({ resource: { type: 'User', id: '../x' } }), () => true)).toBe('/users/..%2Fx')
})

const rows = (changes: Parameters<typeof changeRows>[0]) => changeRows(changes, 'en', 'Yes', 'No').map(r => [r.path, r.before.kind === 'text' ? r.before.text : r.before.kind, r.after.kind === 'text' ? r.after.text : r.after.kind])
test('changes show what differs, at its place', () => {
  expect(rows({ state: { before: 'a', after: 'b' }, enabled: { after: true } })).toEqual([['state', 'a', 'b'], ['enabled', 'none', 'Yes']])
  expect(rows({ settings: { before: { host: 'x', port: 1 }, after: { host: 'y', port: 1, tls: { on: true } } } })).toEqual([['settings.host', 'x', 'y'], ['settings.tls.on', 'none', 'Yes']])
  expect(rows({ owner: { before: { id: '1', name: 'Lin' }, after: { id: '2', name: 'Ada' } } })).toEqual([['owner', 'Lin', 'Ada']])
  expect(rows({ items: { before: [{ a: 1, b: 2 }], after: [{ a: 1, b: 3 }] } })).toEqual([['items[0].b', '2', '3']])
  expect(rows({ actions: { before: ['a'], after: ['a', 'b'] } })).toEqual([['actions', 'a', 'a, b']])
})
test('a secret that changed is shown as hidden, on both sides', () => {
  expect(rows({ key: { before: '***', after: '***' } })).toEqual([['key', 'hidden', 'hidden']])
})
test('the export has the filters of the list, and no page', () => {
  const address = exportAddress({ size: 20, after: 'x', range: '1h', name: ['a', 'b'], q: 'x&y' }, 'jsonl', Date.parse('2026-05-01T12:00:00Z'))
  expect(address).toBe('/api/v1/traces/export?format=jsonl&name=a&name=b&q=x%26y&from=2026-05-01T11%3A00%3A00.000Z')
})
