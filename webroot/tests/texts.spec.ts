import { expect, test } from 'vitest'
import '@/features/audit/pageTexts'
import '@/features/shift/pageTexts'
import '@/features/todo/pageTexts'
import { i18n, pairs, type Language, type Pairs } from '@/app/i18n'
import { nav } from '@/app/nav'
import { levels, stateTones } from '@/features/incident/incident'
import { historyTones } from '@/features/incident/history'
import { fields } from '@/features/incident/actions'
import { keys, operators } from '@/features/rule/conditions'

const flat = (of: Pairs, path = ''): [string, [string, string]][] => Object.entries(of).flatMap(([key, value]) => (Array.isArray(value) ? [[path + key, value]] : flat(value, `${path}${key}.`)))
const all = flat(pairs)
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort()

test('every text has both languages', () => {
  expect(all.length).toBeGreaterThan(400)
  expect(all.filter(([, both]) => both.length !== 2 || both.some(text => !text.trim())).map(([key]) => key)).toEqual([])
})
test('both languages have the same placeholders', () => {
  expect(all.filter(([, [en, zh]]) => holes(en).join() !== holes(zh).join()).map(([key]) => key)).toEqual([])
})
test('every text compiles in both languages', () => {
  for (const locale of ['en', 'zh'] as Language[]) for (const [key, both] of all) expect(() => i18n.global.t(key, Object.fromEntries(holes(both[0]).map(h => [h!, 'x'])), { locale })).not.toThrow()
})
test('Chinese texts are Chinese, English ones are not', () => {
  const han = /[\u4e00-\u9fff]/
  // The switch names the other language in that language.
  expect(all.filter(([key, [en]]) => han.test(en) && key !== 'app.lang').map(([key]) => key)).toEqual([])
  expect(all.filter(([key, [en, zh]]) => !han.test(zh) && zh !== en && key !== 'app.lang').map(([key]) => key)).toEqual([])
})
test('what the contract can name has a text', () => {
  const wanted = [
    ...nav.flatMap(g => [`nav.${g.id}`, ...g.items.map(i => `nav.${i.id}`)]),
    ...levels.map(l => `incident.definition.${l}`),
    ...Object.keys(stateTones).map(s => `incident.states.${s}`),
    ...Object.keys(historyTones).flatMap(k => [`incident.history.${k}`, `overview.did.${k}`]),
    ...Object.keys(fields).flatMap(a => [`incident.do.${a}`, `incident.done.${a}`]),
    ...operators.map(o => `rule.cond.ops.${o}`),
    ...keys.map(k => `rule.keys.${k}`),
  ]
  const known = new Set(all.map(([key]) => key))
  expect(wanted.filter(key => !known.has(key))).toEqual([])
})
