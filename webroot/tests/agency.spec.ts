import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nav, visible } from '@/app/nav'
import { agencyInput, agencyProblems, emptyAgency, endOf, formOf, hasEnded, type Agency } from '@/features/agency/agency'
import { matching } from '@/features/agency/switch'
import { useSession } from '@/shared/session'
import { onStartOver, startOver } from '@/shared/tabs'

const NOW = Date.parse('2026-05-01T10:00:00Z')
const filled = { ...emptyAgency(), name: ' ops ', trustedTenant: ' acme ' }
const agency: Agency = { id: 'a', name: 'ops', trustedTenant: 'acme', policies: [{ id: 'p', name: 'Responder', type: 'custom' }], project: { id: 'x', name: 'Payments' }, expiresAt: '2026-06-01T08:00:00.123Z', createdAt: '2026-01-01T00:00:00Z', createdBy: { name: 'admin' } }
beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

test('an agency is sent trimmed, with an end counted from now on', () => {
  expect(agencyInput({ ...filled, policyIds: ['p'], projectId: 'x', end: 7 }, undefined, NOW)).toEqual({ name: 'ops', description: undefined, trustedTenant: 'acme', policyIds: ['p'], projectId: 'x', expiresAt: '2026-05-08T10:00:00.000Z' })
  expect(agencyInput({ ...filled, end: 'never' }).expiresAt).toBeUndefined()
})
test('a project goes only with policies, for which the server asks', () => expect(agencyInput({ ...filled, projectId: 'x' }).projectId).toBeUndefined())
test('editing changes nothing that was not touched, not even a part of a second', () => {
  expect(agencyInput(formOf(agency), agency.expiresAt)).toEqual({ name: 'ops', description: undefined, trustedTenant: 'acme', policyIds: ['p'], projectId: 'x', expiresAt: agency.expiresAt })
  expect(endOf({ ...formOf(agency), at: '2026-07-01T00:00:00' }, agency.expiresAt)).toBe(new Date('2026-07-01T00:00:00').toISOString())
  expect(formOf({ ...agency, expiresAt: undefined }).end).toBe('never')
})
test('what cannot be an agency is said by field', () => {
  expect(agencyProblems(filled, 'default', NOW)).toEqual({})
  expect(agencyProblems(emptyAgency(), 'default', NOW)).toEqual({ name: 'agency.nameMissing', trustedTenant: 'agency.tenantMissing' })
  expect(agencyProblems(filled, 'acme', NOW)).toEqual({ trustedTenant: 'agency.tenantOwn' })
  for (const at of ['', '2026-04-01T00:00:00']) expect(agencyProblems({ ...filled, end: 'at', at }, 'default', NOW)).toEqual({ expiresAt: 'agency.endPast' })
  // one that has ended must get another end before it can be saved
  expect(agencyProblems(formOf(agency), 'default', Date.parse('2026-07-01T00:00:00Z'))).toEqual({ expiresAt: 'agency.endPast' })
})
test('an agency has ended at its end, and never without one', () => {
  expect(hasEnded(agency, Date.parse(agency.expiresAt!) - 1)).toBe(false)
  expect(hasEnded(agency, Date.parse(agency.expiresAt!))).toBe(true)
  expect(hasEnded({}, NOW)).toBe(false)
})
test('agencies are found by tenant, name and description', () => {
  const all = [{ id: '1', name: 'ops', tenant: 'acme' }, { id: '2', name: 'read', tenant: 'globex', description: 'Shop OPS' }]
  expect(matching(all, ' Ops ').map(a => a.id)).toEqual(['1', '2'])
  expect(matching(all, 'GLOBEX').map(a => a.id)).toEqual(['2'])
  expect(matching(all, undefined)).toHaveLength(2)
  expect(matching(all, 'x-none')).toEqual([])
})

const signedIn = (more: object) => ({ user: { id: 'u', name: 'ada' }, tenant: 'acme', actions: ['coc:agency:assume'], limited: {}, mustChangePassword: false, credential: 'session', expiresAt: '2026-01-01T00:00:00Z', version: '1', ...more }) as never
test('one switches from a session of one’s own with the permission only', () => {
  const session = useSession()
  for (const [more, expected] of [[{}, true], [{ actions: [] }, false], [{ credential: 'agency', agency: { name: 'ops', home: 'acme' } }, false]] as const) {
    session.current = signedIn(more)
    expect(session.mayAssume).toBe(expected)
  }
})
test('signing out under an agency ends both sessions, an own one alone', async () => {
  const fetch = vi.fn(async (_: Request) => new Response(null, { status: 204 }))
  vi.stubGlobal('fetch', fetch)
  const session = useSession()
  for (const [more, calls] of [[{ agency: { name: 'ops', home: 'acme' } }, 2], [{}, 1]] as const) {
    fetch.mockClear()
    session.current = signedIn(more)
    await session.signOut()
    expect(fetch.mock.calls.map(([r]) => `${r.method} ${new URL(r.url).pathname}`)).toEqual(Array(calls).fill('DELETE /api/v1/sessions/current'))
    expect(session.current).toBeUndefined()
  }
})
test('the menu shows agencies to those who may list them', () => {
  const item = nav.flatMap(g => g.items).find(i => i.id === 'agencies')!
  expect(visible(item, { can: a => a === 'coc:agency:list', operator: false })).toBe(true)
  expect(visible(item, { can: () => false, operator: true })).toBe(false)
})
test('another tab hears of the switch', async () => {
  const heard = vi.fn()
  const off = onStartOver(heard)
  const other = new BroadcastChannel('opencoc-session')
  other.postMessage('changed')
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  off()
  const told = new Promise(resolve => (other.onmessage = e => resolve(e.data)))
  startOver()
  expect(await told).toBe('changed')
  other.close()
})
