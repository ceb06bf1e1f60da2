import { fmtTime } from '@/shared/format'

export type Changes = Record<string, { before?: unknown; after?: unknown }>
export interface Side {
  kind: 'none' | 'hidden' | 'text' | 'code'
  text: string
}
export interface ChangeRow {
  /** The field, with the way to the part of it that changed: `conditions.items[0].value`. */
  path: string
  before: Side
  after: Side
}
const MASK = '***'
const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
/** A reference such as a person, that is best shown by its name. */
const named = (v: unknown): v is { name: string } => isObject(v) && typeof v.name === 'string' && Object.keys(v).every(k => ['id', 'name', 'number'].includes(k))

/** The places at which two values differ; a value that is new or gone is taken apart like one that changed. */
function parts(path: string, before: unknown, after: unknown): [string, unknown, unknown][] {
  const sides = [before, after].filter(v => v !== undefined)
  if (sides.every(isObject) && !sides.some(named)) {
    const names = [...new Set(sides.flatMap(v => Object.keys(v as object)))]
    const at = (side: unknown, name: string) => (isObject(side) ? side[name] : undefined)
    return names.flatMap(name => (same(at(before, name), at(after, name)) ? [] : parts(`${path}.${name}`, at(before, name), at(after, name))))
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.some(isObject) && !before.some(named))
    return before.flatMap((item, i) => (same(item, after[i]) ? [] : parts(`${path}[${i}]`, item, after[i])))
  return [[path, before, after]]
}

export function show(value: unknown, locale: string, yes: string, no: string): Side {
  const text = (t: string): Side => ({ kind: 'text', text: t })
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)) return { kind: 'none', text: '' }
  if (value === MASK) return { kind: 'hidden', text: '' }
  if (typeof value === 'boolean') return text(value ? yes : no)
  if (typeof value === 'string') return text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? fmtTime(value, locale) : value)
  if (typeof value !== 'object') return text(String(value))
  if (named(value)) return text(value.name)
  if (Array.isArray(value) && value.every(v => typeof v !== 'object')) return text(value.join(', '))
  if (Array.isArray(value) && value.every(named)) return text(value.map(v => v.name).join(', '))
  return { kind: 'code', text: JSON.stringify(value, null, 2) }
}

/** What changed, a line for each place; secrets that changed look alike on both sides and are kept. */
export const changeRows = (changes: Changes, locale: string, yes: string, no: string): ChangeRow[] =>
  Object.entries(changes).flatMap(([field, { before, after }]) => {
    const found = parts(field, before, after)
    const rows = (found.length ? found : [[field, before, after] as const]).map(([path, b, a]) => ({ path, before: show(b, locale, yes, no), after: show(a, locale, yes, no) }))
    // an empty list in the place of none is no change to a reader
    return rows.filter(r => r.before.kind !== 'none' || r.after.kind !== 'none')
  })
