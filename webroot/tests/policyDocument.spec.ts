import { describe, expect, test } from 'vitest'
import { documentOf, draftOf, isRaw, newDraft, newStatement, repeated, statementJson, write, type Statement } from '@/features/iam/document'
import { readJson, type Json } from '@/features/iam/json'
import { anyDocument, anyJson, random } from './randomJson'

// As text, so that the order of keys counts too.
const same = (a: Json, b: Json) => expect(JSON.stringify(a)).toBe(JSON.stringify(b))
const only = (json: Json) => draftOf({ Version: '1.1', Statement: [json] })!.statements[0] as Statement

describe('the visual editor and JSON', () => {
  test('any document survives the way there and back unchanged, also an odd one', () => {
    const next = random(42)
    let raw = 0
    let shown = 0
    for (let i = 0; i < 3000; i++) {
      const json = anyDocument(next)
      const draft = draftOf(json)!
      for (const s of draft.statements) isRaw(s) ? raw++ : shown++
      same(documentOf(draft), json)
      // and through the text that the JSON editor shows
      const reading = readJson(write(json))
      expect(reading.problem).toBeUndefined()
      same((reading as { value: Json }).value, json)
    }
    // both kinds have been tried
    expect(raw).toBeGreaterThan(200)
    expect(shown).toBeGreaterThan(2000)
  })
  test('reading shares nothing with what is read: a change in the editor leaves the document alone', () => {
    const json: Json = { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['a'], Resource: ['r'], Condition: { IpAddress: { 'g:SourceIp': ['10.0.0.1'] } } }] }
    const before = JSON.stringify(json)
    const s = draftOf(json)!.statements[0] as Statement
    s.actions.push('b')
    s.resources!.push('q')
    s.conditions[0]!.values.push('x')
    expect(JSON.stringify(json)).toBe(before)
  })
  test('what is no document at all is not shown', () => {
    for (const json of [null, 1, 'x', [], {}, { Statement: {} }, { Version: 1.1, Statement: [] }] as Json[]) expect(draftOf(json)).toBeUndefined()
    const next = random(3)
    for (let i = 0; i < 500; i++) {
      const json = anyJson(next, 3)
      const draft = draftOf(json)
      if (draft) same(documentOf(draft), json)
    }
  })
  test('a change touches nothing but its own place', () => {
    const next = random(11)
    for (let i = 0; i < 1000; i++) {
      const json = anyDocument(next) as { Statement: Json[] }
      const draft = draftOf(json)!
      const at = draft.statements.findIndex(s => !isRaw(s))
      if (at < 0) continue
      ;(draft.statements[at] as Statement).actions = ['coc:new:*']
      const after = documentOf(draft) as { Statement: Json[] }
      same(after.Statement.filter((_, n) => n !== at), json.Statement.filter((_, n) => n !== at))
      const { Action, ...rest } = after.Statement[at] as Record<string, Json>
      const { Action: _, ...before } = json.Statement[at] as Record<string, Json>
      expect(Action).toEqual(['coc:new:*'])
      same(rest, before)
    }
  })
  test('a new document has what is needed and nothing else', () => {
    const draft = newDraft()
    ;(draft.statements[0] as Statement).actions = ['coc:task:create']
    same(documentOf(draft), { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['coc:task:create'] }] })
  })
  test('new parts come in the order of the guide', () => {
    const s = newStatement()
    s.conditions = [{ id: 1, operator: 'StringEquals', key: 'g:ResourceTag/env', values: ['prod'] }]
    s.resources = ['coc:*:*:incident:*']
    s.actions = ['coc:incident:*']
    expect(Object.keys(statementJson(s) as object)).toEqual(['Effect', 'Action', 'Resource', 'Condition'])
  })
  test('removing the last condition, or all resources, removes the key; an empty one that was there stays until touched', () => {
    const s = only({ Effect: 'Deny', Action: ['a'], Condition: { IpAddress: { 'g:SourceIp': ['10.0.0.0/8'] } }, Resource: ['coc:*:*:alarm:*'] })
    s.conditions = []
    s.resources = undefined
    same(statementJson(s), { Effect: 'Deny', Action: ['a'] })
    same(statementJson(only({ Effect: 'Deny', Action: [], Condition: {} })), { Effect: 'Deny', Action: [], Condition: {} })
  })
  test('keys that the server will refuse are kept for the JSON editor to show', () => {
    const json = { Effect: 'Allow', NotAction: ['x'], Action: ['a'] }
    same(statementJson(only(json)), json)
    expect(only(json).others).toEqual([['NotAction', ['x']]])
    expect(isRaw(only({ Effect: 'allow', Action: ['a'] }))).toBe(true)
    expect(isRaw(only({ Effect: 'Allow', Action: 'a' }))).toBe(true)
  })
  test('conditions become lines and lines conditions', () => {
    const condition = { DateLessThan: { 'g:CurrentTime': ['2026-01-31T08:00:00Z'] }, StringEquals: { 'g:EnterpriseProjectId': ['p', 'q'], 'g:ResourceTag/a.b': ['x'] } }
    const s = only({ Effect: 'Allow', Action: ['a'], Condition: condition })
    expect(s.conditions.map(({ id: _, ...l }) => l)).toEqual([
      { operator: 'DateLessThan', key: 'g:CurrentTime', values: ['2026-01-31T08:00:00Z'] },
      { operator: 'StringEquals', key: 'g:EnterpriseProjectId', values: ['p', 'q'] },
      { operator: 'StringEquals', key: 'g:ResourceTag/a.b', values: ['x'] },
    ])
    s.conditions.push({ id: 99, operator: 'StringEquals', key: 'g:EnterpriseProjectId', values: ['r'] })
    expect(repeated(s.conditions)).toEqual([99])
    expect(statementJson(s)).toMatchObject({ Condition: { StringEquals: { 'g:EnterpriseProjectId': ['p', 'q', 'r'] } } })
  })
  test('JSON is written for people', () => {
    expect(write({ Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['coc:task:create'], Condition: {} }] })).toBe(
      '{\n  "Version": "1.1",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Action": ["coc:task:create"],\n      "Condition": {}\n    }\n  ]\n}',
    )
    expect(write({ a: Array.from({ length: 9 }, (_, i) => `coc:resource:verb${i}`) }).split('\n')).toHaveLength(13)
  })
})
