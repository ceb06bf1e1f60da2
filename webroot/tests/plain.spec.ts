import { expect, test } from 'vitest'
import { fmtAgo, fmtSpan, fromLocalInput, pretty, toLocalInput } from '@/shared/format'
import { idsOf } from '@/shared/api/stream'
import { resolveRange } from '@/shared/ui/listQuery'
import { blocks } from '@/shared/ui/markdown'
import { initials } from '@/shared/ui/person'

test('instructions become blocks, and what looks like HTML stays text', () => {
  expect(blocks('# Head\nSet `url` to **it**:\n\n```yaml\na: 1\n\nb: <i>\n```\n1. one\n   more\n2. two\n- x <script>')).toEqual([
    { kind: 'heading', text: [{ kind: 'text', text: 'Head' }] },
    { kind: 'paragraph', text: [{ kind: 'text', text: 'Set ' }, { kind: 'code', text: 'url' }, { kind: 'text', text: ' to ' }, { kind: 'bold', text: 'it' }, { kind: 'text', text: ':' }] },
    { kind: 'code', code: 'a: 1\n\nb: <i>' },
    { kind: 'list', ordered: true, start: 1, items: [[{ kind: 'text', text: 'one more' }], [{ kind: 'text', text: 'two' }], [{ kind: 'text', text: 'x <script>' }]] },
  ])
  expect(blocks('```\nnever closed')).toEqual([{ kind: 'code', code: 'never closed' }])
})

test('times', () => {
  const now = Date.parse('2026-05-01T12:00:00Z')
  expect(fmtAgo('2026-05-01T11:55:30Z', 'en', now)).toBe('4 min ago')
  expect(fmtAgo(undefined, 'en', now)).toBe('—')
  expect(fmtSpan('2026-05-01T10:00:00Z', '2026-05-01T12:05:00Z')).toBe('2 h 5 min')
  expect(fmtSpan('2026-05-01T10:00:00Z', '2026-05-04T11:00:00Z')).toBe('3 d 1 h')
  expect(fromLocalInput(toLocalInput('2026-05-01T10:00:07.000Z'))).toBe('2026-05-01T10:00:07.000Z')
  expect(fromLocalInput('')).toBeUndefined()
})
test('a preset becomes a time when the list is read, own times pass', () => {
  expect(resolveRange({ range: '1h', q: 'x' }, Date.parse('2026-05-01T12:00:00Z'))).toEqual({ q: 'x', from: '2026-05-01T11:00:00.000Z' })
  expect(resolveRange({ from: 'a', to: 'b' })).toEqual({ from: 'a', to: 'b' })
})
test('odd input does no harm', () => {
  expect(pretty('not json')).toBe('not json')
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}')
  expect(idsOf('nonsense')).toEqual([])
  expect(idsOf('{"ids":["a",3],"count":9}')).toEqual(['a'])
  expect(['Lin Wei', 'admin', '欧阳小明', ''].map(initials)).toEqual(['LW', 'AD', '小明', ''])
})
