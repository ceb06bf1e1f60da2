import { expect, test } from 'vitest'
import type { Integration } from '@/features/integration/integration'
import { usesOf, type Source } from '@/features/integration/sources'
import { alarmOf, headersOf, MOST_BODY, noSample, sampleOf, sampleProblem } from '@/features/integration/trial'
import { addressProblem, cleanAddress } from '@/features/notification/address'
import { countsOf, fileProblem, isTripped, MOST_BYTES, troubled, type Plugin } from '@/features/plugin/plugin'

const health = (over: object = {}) => ({ calls: 1, refused: 0, failures: 0, timeouts: 0, turnedAway: 0, inFlight: 0, lastErrors: [], ...over })
const plugin = (over: object = {}): Plugin => ({ file: 'x.jar', id: 'x', bundled: false, state: 'running', extensions: [health(), health({ failures: 2, trippedUntil: '2026-05-01T10:00:00Z' })].map((h, i) => ({ kind: 'alarmSource' as const, id: `s${i}`, name: { en: 's', zh: 's' }, description: { en: '', zh: '' }, settingsSchema: {}, secretSettings: [], health: h })), ...over })

test('each source knows its integrations, also one whose plug-in is gone', () => {
  const sources = [{ id: 'a', name: { en: 'A', zh: '甲' } }, { id: 'b', name: { en: 'B', zh: '乙' } }] as Source[]
  const list = [{ source: 'a', enabled: true }, { source: 'a', enabled: false }, { source: 'gone', enabled: true, sourceName: { en: 'Gone', zh: '已去' } }] as Integration[]
  expect(usesOf(sources, list).map(u => [u.id, u.name.zh, !!u.source, u.integrations.length, u.enabled])).toEqual([['a', '甲', true, 2, 1], ['b', '乙', true, 0, 0], ['gone', '已去', false, 1, 1]])
})
test('headers are read line by line', () => {
  expect(headersOf('X-Event: alarm\n\nAuthorization: Bearer a:b \n')).toEqual({ headers: { 'X-Event': 'alarm', Authorization: 'Bearer a:b' } })
  expect(headersOf('X-Event: alarm\nno header').bad).toBe(2)
  expect(headersOf(': value').bad).toBe(1)
  expect(headersOf('two words: value').bad).toBe(1)
})
test('a sample that cannot be tried is told so', () => {
  const of = (over: object) => sampleProblem({ ...noSample(), body: '{}', ...over })?.[0]
  expect([of({}), of({ body: '' }), of({ body: 'x'.repeat(MOST_BODY + 1) }), of({ path: 'v2' }), of({ path: '/v2/enqueue' }), of({ headers: 'x' })]).toEqual([undefined, 'integration.try.bodyMissing', 'integration.try.bodyLong', 'integration.try.pathBad', undefined, 'integration.try.headerBad'])
})
test('a refused payload becomes a sample, without the key in its path', () => {
  const payload = { id: '1', at: '', reason: '', size: 2, body: '{}', contentType: 'text/plain', path: '/hooks/secret-key/v2/enqueue' }
  expect(sampleOf(payload)).toEqual({ body: '{}', contentType: 'text/plain', path: '/v2/enqueue', headers: '' })
  expect(sampleOf({ ...payload, path: '/hooks/secret-key' }).path).toBe('')
})
test('whatever a plug-in says of an alarm can be shown', () => {
  expect(alarmOf({ name: 'Disk', level: 'CRITICAL', status: 'OK', fingerprint: 'f', alarmId: 'f', endsAt: null, additional: { team: 'a', n: 3, none: null } })).toMatchObject({ name: 'Disk', level: 'critical', firing: false, facts: [], additional: [['team', 'a'], ['n', '3']] })
  expect(alarmOf({ level: 'loud', additional: 'odd', url: { a: 1 } })).toMatchObject({ name: '—', level: undefined, firing: true, facts: [['url', '{"a":1}']], additional: [] })
})
test('an address must fit the contact method', () => {
  expect(addressProblem('email', ' ')).toBe('channel.addressMissing')
  expect(addressProblem('email', 'ada@example.org')).toBeUndefined()
  expect(addressProblem('email', 'ada')).toBe('problem.said.email')
  expect(addressProblem('mobile', '13800138000')).toBe('channel.badMobile')
  expect(addressProblem('mobile', '+86 138-0013-8000')).toBeUndefined()
  expect(cleanAddress('mobile', '0086 138 0013 8000')).toBe('+8613800138000')
  expect(addressProblem('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a')).toBeUndefined()
  expect(addressProblem('webhook', 'javascript:alert(1)')).toBe('settings.uri')
})
test('the health of a plug-in is that of all it brings', () => {
  const now = Date.parse('2026-05-01T09:59:00Z')
  expect(countsOf(plugin())).toEqual({ calls: 2, refused: 0, failures: 2, timeouts: 0, turnedAway: 0 })
  expect(troubled(plugin(), now)).toBe(true)
  expect(troubled(plugin(), now + 120_000)).toBe(false)
  expect(troubled(plugin({ state: 'failed', extensions: [] }), now)).toBe(true)
  expect(isTripped(health({ trippedUntil: '2026-05-01T10:00:00Z' }), now)).toBe(true)
})
test('only a jar of the right size is sent', () => {
  expect(['a.zip', 'a.jar', 'A.JAR'].map(name => fileProblem({ name, size: 9 }))).toEqual(['plugin.upload.noJar', undefined, undefined])
  expect(fileProblem({ name: 'a.jar', size: 0 })).toBe('plugin.upload.empty')
  expect(fileProblem({ name: 'a.jar', size: MOST_BYTES + 1 })).toBe('plugin.upload.tooLarge')
})
