import { expect, test } from 'vitest'
import { newPassword } from '@/features/iam/password'
import { newLine, operatorsOf, subjectOf, subjects, tagKey } from '@/features/iam/conditions'
import { remarkText, remarksOf, within } from '@/features/iam/remarks'
import { faults, inputOf, queryOf, questionOf, type Question } from '@/features/iam/simulation'

const user = '0190a000-0000-7000-8000-000000000001'
const question: Question = { user, action: 'coc:incident:accept', project: user, thing: user, tags: ['env=prod', 'a=b=c'], ip: '2001:db8::1', at: '2026-01-31T08:00:00Z' }

test('a question lives in the address', () => {
  expect(questionOf(queryOf(question) as never)).toEqual(question)
  expect(queryOf({ tags: [], user })).toEqual({ user })
  expect(questionOf({ tag: 'x=1', user: [user, 'second'], ip: null })).toMatchObject({ tags: ['x=1'], user, ip: undefined })
  expect(inputOf(question)).toEqual({ userId: user, action: 'coc:incident:accept', projectId: user, resourceId: user, tags: { env: 'prod', a: 'b=c' }, at: '2026-01-31T08:00:00.000Z', sourceIp: '2001:db8::1', extraDocument: undefined })
})
test('a mangled address is no request', () => {
  expect(faults(question)).toEqual([])
  expect(faults({ tags: [] })).toEqual(['user', 'action'])
  expect(faults({ user: 'me', action: 'coc:*:*', project: 'p', thing: 't', tags: ['novalue'], ip: 'host.example', at: 'soon' })).toEqual(['user', 'action', 'project', 'thing', 'tags', 'ip', 'at'])
})
test('the visual editor knows every condition that it makes, and no other', () => {
  for (const subject of subjects) {
    const line = newLine(subject, [])
    for (const operator of operatorsOf[subject]) expect(subjectOf({ ...line, operator })).toBe(subject)
  }
  // the second does not repeat the first
  const first = newLine('time', [])
  expect(newLine('time', [first]).operator).not.toBe(first.operator)
  expect(subjectOf({ id: 1, operator: 'StringEquals', key: tagKey('a.b'), values: ['x'] })).toBe('tag')
  for (const odd of [{ operator: 'StringLike', key: 'g:EnterpriseProjectId' }, { operator: 'Bool', key: 'g:CurrentTime' }, { operator: 'IpAddress' }]) expect(subjectOf({ id: 1, values: [], ...odd })).toBeUndefined()
  // a second time would be lost in a field for one
  expect(subjectOf({ id: 1, operator: 'DateLessThan', key: 'g:CurrentTime', values: ['a', 'b'] })).toBeUndefined()
})
test('the remarks of the server find their place and their words', () => {
  const remarks = remarksOf([{ field: 'document.Statement[1].Action[0]', message: 'is not an action like coc:incident:list, in which * stands for any characters' }, { field: 'document', message: 'has 7000 characters of JSON; at most 6144 are allowed' }], 'error')
  expect(remarks.map(r => r.place)).toEqual(['Statement[1].Action[0]', ''])
  expect(within(remarks, 'Statement[1]')).toHaveLength(1)
  expect(within(remarks, 'Statement[10]')).toHaveLength(0)
  expect(remarks[1]!.message).toBe('7000 characters of JSON; at most 6144 are allowed.')
  expect(remarkText('coc:future:verb is not an action of this server and has no effect yet')).toContain('coc:future:verb')
  expect(remarkText('something new')).toBe('something new')
})
test('passwords are long, of every kind, and never the same', () => {
  const made = Array.from({ length: 300 }, newPassword)
  expect(new Set(made).size).toBe(300)
  for (const password of made) expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-_.+=!?]).{20}$/)
})
