import { expect, test } from 'vitest'
import '@/features/audit/pageTexts'
import '@/features/shift/pageTexts'
import '@/features/todo/pageTexts'
import { pairs, type Pairs } from '@/app/i18n'

const sources = import.meta.glob<string>('../src/**/*.{vue,ts}', { eager: true, query: '?raw', import: 'default' })
const flat = (of: Pairs, path = ''): string[] => Object.entries(of).flatMap(([key, value]) => (Array.isArray(value) ? [path + key] : flat(value, `${path}${key}.`)))

test('every text that a source names by a plain key exists', () => {
  const known = new Set(flat(pairs))
  const missing: string[] = []
  for (const [file, source] of Object.entries(sources))
    for (const [, key] of source.matchAll(/(?<![\w.$])t\('([\w.]+)'/g)) if (!known.has(key!)) missing.push(`${file}: ${key}`)
  expect(missing).toEqual([])
})
test('nothing from the server is ever drawn as HTML', () => {
  const html = Object.entries(sources).filter(([, source]) => /v-html|innerHTML|insertAdjacentHTML/.test(source)).map(([file]) => file)
  expect(html).toEqual([])
})
