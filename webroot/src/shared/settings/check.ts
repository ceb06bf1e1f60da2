import { draftOf, linesOf, settingsOf, type Draft, type Field, type Property } from './schema'

/** A complaint: the key of its text, and what it fills in. */
export interface Problem {
  key: string
  values?: Record<string, string | number>
}
const MAIL = /^[^\s@]+@[^\s@]+\.?[^\s@]*$/
const web = (text: string) => {
  try {
    return !!new URL(text)
  } catch {
    return false
  }
}
const formats: Record<string, [(text: string) => boolean, string]> = { email: [t => MAIL.test(t), 'problem.said.email'], uri: [web, 'settings.uri'], url: [web, 'settings.uri'] }

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    // A pattern that this browser cannot read is left to the server.
    return true
  }
}
function ofText(property: Property, text: string): Problem | undefined {
  const length = [...text].length
  if (length < (property.minLength ?? 0)) return { key: 'problem.said.tooShort', values: { n: property.minLength! } }
  if (length > (property.maxLength ?? Infinity)) return { key: 'settings.tooLong', values: { n: property.maxLength!, is: length } }
  const [good, key] = formats[property.format ?? ''] ?? []
  if (good && !good(text)) return { key: key! }
  return property.pattern && !fits(property.pattern, text) ? { key: 'settings.pattern' } : undefined
}
function ofNumber(property: Property, text: string): Problem | undefined {
  const n = Number(text)
  if (!text.trim() || !Number.isFinite(n)) return { key: 'settings.number' }
  if (property.type === 'integer' && !Number.isSafeInteger(n)) return { key: 'settings.integer' }
  if (n < (property.minimum ?? -Infinity)) return { key: 'problem.said.tooSmall', values: { n: property.minimum! } }
  return n > (property.maximum ?? Infinity) ? { key: 'problem.said.tooBig', values: { n: property.maximum! } } : undefined
}
function ofLines(property: Property, text: string): Problem | undefined {
  const lines = linesOf(text)
  if (lines.length < (property.minItems ?? 0)) return { key: 'settings.fewLines', values: { n: property.minItems! } }
  if (lines.length > (property.maxItems ?? Infinity)) return { key: 'settings.manyLines', values: { n: property.maxItems! } }
  for (const [i, line] of lines.entries()) if (ofText(property.items ?? {}, line)) return { key: 'settings.line', values: { n: i + 1 } }
  return undefined
}
function ofJson(text: string): Problem | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    return { key: 'settings.badJson' }
  }
}

/** What is wrong with what is typed in a field, as the schema says; the server has the last word. `kept`: a secret has a value that stays. */
export function problemOf({ kind, required, property }: Field, draft: unknown, kept = false): Problem | undefined {
  const text = typeof draft === 'string' ? draft : ''
  const empty = draft === undefined || draft === null || (kind === 'lines' ? !linesOf(draft).length : draft === '')
  if (empty) return required && !kept ? { key: 'problem.said.needed' } : undefined
  if (kind === 'number') return ofNumber(property, text)
  if (kind === 'lines') return ofLines(property, text)
  if (kind === 'json') return ofJson(text)
  return kind === 'text' || kind === 'area' || kind === 'secret' ? ofText(property, text) : undefined
}

/** Whether secrets would go elsewhere than where they were given for, or less guarded. */
export function goesElsewhere(fields: Field[], draft: Draft, settings: Record<string, unknown>): boolean {
  const places = fields.filter(f => f.property['x-destination'] && f.kind !== 'secret' && !problemOf(f, draft[f.name], true))
  const kept = settingsOf(places, draftOf(places, settings), [])
  const now = settingsOf(places, draft, [])
  // What is not given has its default.
  return places.some(({ name, property }) => JSON.stringify(now[name] ?? property.default) !== JSON.stringify(kept[name] ?? property.default))
}
