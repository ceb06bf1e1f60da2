import { expect, test } from 'vitest'
import { fromContract, isGroup, messageAt, newGroup, newLine, problems, toContract } from '@/features/rule/conditions'
import { draftOf, groupingOf, inputOf } from '@/features/rule/draft'
import type { Rule } from '@/features/rule/rule'

const contract = {
  join: 'and' as const,
  items: [
    { key: 'application', operator: 'equals' as const, value: 'Pay' },
    { join: 'or' as const, items: [{ key: 'alarmLevel', operator: 'in' as const, values: ['critical', 'major'] }, { key: 'additional.team', operator: 'regex' as const, value: '^pay' }] },
  ],
}
test('conditions survive the way into the editor and back', () => expect(toContract(fromContract(contract))).toEqual(contract))
test('a lone condition gets a group around it; no condition stays none', () => {
  expect(toContract(fromContract(contract.items[0]))).toEqual({ join: 'and', items: [contract.items[0]] })
  expect(toContract(fromContract(undefined))).toBeUndefined()
})
test('an unfinished line is found at the place that the server would name', () => {
  const root = fromContract(contract)
  const inner = root.items[1]!
  if (!isGroup(inner)) throw new Error('a group is expected')
  Object.assign(inner.items[0]!, { values: [] })
  inner.items.push({ ...newLine(), key: 'nonsense', operator: 'regex' }, newGroup())
  expect(problems(root)).toEqual({
    'conditions.items[1].items[0].values': 'rule.cond.emptyValues',
    'conditions.items[1].items[2].key': 'rule.cond.badKey',
    'conditions.items[1].items[2].value': 'rule.cond.noRegex',
    'conditions.items[1].items[3]': 'rule.cond.emptyGroup',
  })
})
test('an empty text is a value: it equals a key that an alarm does not have', () => expect(problems(newGroup([newLine()]))).toEqual({}))
test('a message of the server finds its line and no other', () => {
  const errors = { 'conditions.items[1].items[0].values[3]': 'too long', 'conditions.items[10].value': 'other' }
  expect(messageAt(errors, 'conditions.items[1].items[0]')).toBe('too long')
  expect(messageAt(errors, 'conditions.items[1]')).toBeUndefined()
  expect(messageAt(errors, 'conditions.items[10]')).toBe('other')
  expect(messageAt(errors, 'conditions')).toBeUndefined()
})
test('grouping is shown as a choice', () => {
  expect([['alarmId'], ['alarmName'], [], ['region'], ['alarmId', 'region']].map(groupingOf)).toEqual(['alarmId', 'alarmName', 'all', 'custom', 'custom'])
})
test('a rule that is opened and saved unchanged is the same rule', () => {
  const rule: Rule = {
    id: '1', projectId: 'p', name: 'R', enabled: false, priority: 7, triggerType: 'alarm', sources: ['prometheus'], integrationIds: ['i'], conditions: contract, levels: { critical: 'P2', major: 'none', minor: 'P4', suggestion: 'P5' },
    groupBy: ['region', 'additional.cluster'], assignment: { type: 'individual', notify: false, engineer: { id: 'e', name: 'Ada' } }, hits: 3, createdAt: 'x', updatedAt: 'x',
  }
  const { id: _i, hits: _h, createdAt: _c, updatedAt: _u, assignment: _a, ...rest } = rule
  expect(inputOf(draftOf(rule))).toEqual({ ...rest, description: undefined, application: undefined, assignment: { type: 'individual', engineerId: 'e', notify: false } })
})
