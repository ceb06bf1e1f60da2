import { expect, test } from 'vitest'
import { allOf, countOf, inWordsOf, isChosen, ofLevel, sought, toggle, toggleAll, toggleWildcard, unknownOf, wildcardOf, type Kind } from '@/features/iam/actions'
import { means } from '@/shared/actions'
import { pick, random } from './randomJson'

const kind = (resource: string, ...verbs: string[]): Kind => ({
  resource,
  text: { en: `${resource}s`, zh: `${resource} 类` },
  actions: verbs.map(verb => ({ action: `coc:${resource}:${verb}`, text: { en: `${verb} it`, zh: `执行 ${verb}` }, level: verb === 'list' ? 'list' : verb === 'get' ? 'read' : 'write', reach: 'project' })),
})
const incident = kind('incident', 'list', 'get', 'create', 'accept')
const kinds = [incident, kind('alarm', 'list', 'get', 'clear')]
const all = kinds.flatMap(k => k.actions.map(a => a.action))

test('a pattern means what a regular expression says', () => {
  const next = random(5)
  for (let i = 0; i < 5000; i++) {
    const text = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(next, ['a', 'b', ':'])).join('')
    const pattern = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pick(next, ['a', 'b', ':', '*'])).join('')
    expect([pattern, text, means(pattern, text)]).toEqual([pattern, text, new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text)])
  }
  expect(means('coc:*:list', 'coc:incident:list')).toBe(true)
  expect(means('coc:incident:lis', 'coc:incident:list')).toBe(false)
  expect(means('coc.incident.list', 'coc:incident:list')).toBe(false)
})
test('an action is chosen by name or through a wildcard', () => {
  const chosen = ['coc:*:list', 'coc:incident:get']
  expect(wildcardOf(chosen, 'coc:incident:list')).toBe('coc:*:list')
  expect(wildcardOf(chosen, 'coc:incident:get')).toBeUndefined()
  expect(isChosen(chosen, 'coc:incident:create')).toBe(false)
  expect(countOf(chosen, incident.actions)).toBe(2)
})
test('a wildcard takes the place of what it means, and never of what this server does not know', () => {
  const chosen = ['coc:incident:list', 'scm:cert:complete', 'coc:alarm:list', 'coc:incident:future']
  expect(toggleWildcard(chosen, 'coc:incident:*')).toEqual(['scm:cert:complete', 'coc:alarm:list', 'coc:incident:*'])
  expect(toggleWildcard(['coc:incident:*', 'scm:cert:complete'], 'coc:incident:*')).toEqual(['scm:cert:complete'])
})
test('list, read, write choose by name and take away again', () => {
  const reads = ofLevel(incident, 'write')
  const once = toggleAll(['coc:incident:create'], reads)
  expect(once).toEqual(['coc:incident:create', 'coc:incident:accept'])
  expect(toggleAll(once, reads)).toEqual([])
  // what a wildcard means already is not said again
  expect(toggleAll(['coc:*:list'], incident.actions)).toEqual(['coc:*:list', 'coc:incident:get', 'coc:incident:create', 'coc:incident:accept'])
})
test('whatever is clicked, actions of other services stay', () => {
  const next = random(9)
  let chosen = ['scm:cert:complete', 'coc:future:verb', 'obs:*:get']
  for (let i = 0; i < 3000; i++) {
    const k = pick(next, kinds)
    const way = next()
    chosen = way < 0.4 ? toggle(chosen, pick(next, all)) : way < 0.7 ? toggleAll(chosen, ofLevel(k, pick(next, ['list', 'read', 'write'] as const))) : toggleWildcard(chosen, allOf(k))
    expect(unknownOf(chosen, kinds)).toEqual(['scm:cert:complete', 'coc:future:verb', 'obs:*:get'])
    expect(new Set(chosen).size).toBe(chosen.length)
  }
})
test('searching looks into names and descriptions of both languages', () => {
  expect(sought(kinds, 'incident acc', 'en').flatMap(k => k.actions.map(a => a.action))).toEqual(['coc:incident:accept'])
  expect(sought(kinds, '执行 clear', 'zh').map(k => k.resource)).toEqual(['alarm'])
  expect(sought(kinds, '  ', 'en')).toBe(kinds)
  expect(sought(kinds, 'zzz', 'en')).toEqual([])
})
test('patterns in words', () => {
  expect(['coc:*:*', 'coc:incident:*', 'coc:alarm:clear', 'coc:*:list', 'scm:cert:complete'].map(p => inWordsOf(p, kinds, 'en', 'everything'))).toEqual(['everything', 'incidents: everything', 'clear it', undefined, undefined])
})
