import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { i18n } from '@/app/i18n'
import { nav, visible } from '@/app/nav'
import { mayDo } from '@/features/incident/actions'
import type { Incident } from '@/features/incident/incident'
import { emptyTenant, tenantInput, tenantProblems } from '@/features/tenant/tenant'
import { ApiError } from '@/shared/api/client'
import { errorText } from '@/shared/problem'
import { useSession } from '@/shared/session'

const refused = (detail?: string) => new ApiError(403, { type: 'x', title: 'No', status: 403, detail })
test('a refusal names what is missing in the user’s language, and whom to ask', () => {
  expect(errorText(refused('This needs the action coc:incident:accept.'))).toMatch(/“Accept.*” \(coc:incident:accept\)\. Ask an administrator/)
  i18n.global.locale.value = 'zh'
  expect(errorText(refused('This needs the action coc:incident:accept.'))).toMatch(/需要“.*受理.*”权限（coc:incident:accept）。请联系/)
  i18n.global.locale.value = 'en'
})
test('an action that this console does not know is named as it is', () => expect(errorText(refused('This needs the action coc:new:thing.'))).toContain('“coc:new:thing”'))
test('any other refusal is explained by the server; without words one is told whom to ask', () => {
  expect(errorText(refused('A page of another site sent this request.'))).toBe('You may not do this. A page of another site sent this request.')
  expect(errorText(refused())).toBe('You may not do this. Ask an administrator of this tenant.')
})
test('what is hidden is not told from what is not there', () => expect(errorText(new ApiError(404))).toContain('or you may not see it'))

test('an incident’s buttons follow its state and what one may do in its project', () => {
  const incident = { projectId: 'p', actions: ['accept', 'verifyPassed'] } as Incident
  const asked: string[] = []
  const can = (action: string, projectId: string) => asked.push(`${action} ${projectId}`) > 0 && action !== 'coc:incident:accept'
  expect(mayDo(incident, 'accept', can)).toBe(false)
  expect(mayDo(incident, 'verifyPassed', can)).toBe(true)
  expect(mayDo(incident, 'close', can)).toBe(false)
  expect(asked).toEqual(['coc:incident:accept p', 'coc:incident:verify p'])
})

test('only users of the operator’s tenant see the tenants', () => {
  setActivePinia(createPinia())
  const session = useSession()
  const item = nav.flatMap(g => g.items).find(i => i.id === 'tenants')!
  for (const [tenant, actions, expected] of [['default', ['coc:tenant:list'], true], ['acme', ['coc:tenant:list'], false], ['default', [], false]] as const) {
    session.current = { tenant, actions: [...actions], limited: {} } as never
    expect(visible(item, session)).toBe(expected)
  }
})

test('a tenant is sent with a password only when one was entered, blanks and all', () => {
  const form = { ...emptyTenant(), name: ' acme ', adminName: ' root ', password: ' x ' }
  expect(tenantInput(form)).toEqual({ name: 'acme', displayName: undefined, administrator: { name: 'root', displayName: undefined, password: undefined } })
  expect(tenantInput({ ...form, made: false }).administrator.password).toBe(' x ')
})
test('what cannot be a tenant is said by field', () => {
  expect(tenantProblems({ ...emptyTenant(), name: 'acme-2' })).toEqual({})
  for (const name of ['', '2acme', 'Acme', 'a_b', 'a'.repeat(64)]) expect(tenantProblems({ ...emptyTenant(), name })).toEqual({ name: 'tenant.nameWrong' })
  expect(Object.keys(tenantProblems({ ...emptyTenant(), name: 'a', adminName: ' ', made: false }))).toEqual(['administrator.name', 'administrator.password'])
})
