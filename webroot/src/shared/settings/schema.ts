/** The part of JSON Schema that settings of extensions use. Texts are English, with Chinese ones in `x-zh`; a secret is `writeOnly` or a password. */
export interface Property {
  type?: string | string[]
  title?: string
  description?: string
  format?: string
  enum?: unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  writeOnly?: boolean
  minItems?: number
  maxItems?: number
  items?: Property
  'x-zh'?: { title?: string; description?: string }
  /** Says where secrets are sent, or how guarded: when it changes they must be given again. */
  'x-destination'?: boolean
}
export type FieldKind = 'secret' | 'boolean' | 'number' | 'choice' | 'lines' | 'text' | 'area' | 'json'
export interface Field {
  name: string
  kind: FieldKind
  required: boolean
  property: Property
}
/** What the form is drawn from, and what is kept already. */
export interface Described {
  settingsSchema: Record<string, unknown>
  secretSettings?: string[]
  settings?: Record<string, unknown>
  /** The secrets that have a value. */
  secretsSet?: string[]
}

const AREAS = ['textarea', 'multiline', 'markdown', 'json', 'yaml']
const typeOf = (property: Property) => [property.type ?? []].flat().find(x => x !== 'null')

export function kindOf(property: Property, secret: boolean): FieldKind {
  const type = typeOf(property)
  if (secret || property.writeOnly || property.format === 'password') return 'secret'
  if (property.enum) return 'choice'
  if (type === 'boolean') return 'boolean'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'array' && property.items?.type === 'string') return 'lines'
  if (type !== 'string') return 'json'
  return AREAS.includes(property.format ?? '') ? 'area' : 'text'
}
/** The fields in the order of the schema. */
export function fieldsOf({ settingsSchema, secretSettings = [], secretsSet = [] }: Described): Field[] {
  const properties = (settingsSchema.properties ?? {}) as Record<string, Property>
  const required = (settingsSchema.required ?? []) as string[]
  const secrets = new Set([...secretSettings, ...secretsSet])
  return Object.entries(properties).map(([name, property]) => ({ name, property, required: required.includes(name), kind: kindOf(property, secrets.has(name)) }))
}
/** Title and hint of a field in the user's language; Chinese falls back to English. */
export const textsOf = ({ name, property }: Field, language: string) => {
  const own = language === 'zh' ? property['x-zh'] : undefined
  return { title: own?.title ?? property.title ?? name, hint: own?.description ?? property.description }
}

/** What the form edits: texts for everything that is typed, booleans for switches. */
export type Draft = Record<string, any>
export function draftOf(fields: Field[], settings: Record<string, unknown>): Draft {
  const draft: Draft = {}
  for (const { name, kind, property } of fields) {
    const value = settings[name] ?? property.default
    if (kind === 'secret') draft[name] = ''
    else if (kind === 'lines') draft[name] = Array.isArray(value) ? value.join('\n') : ''
    else if (kind === 'json') draft[name] = value === undefined ? '' : JSON.stringify(value, null, 2)
    else if (kind === 'boolean') draft[name] = value === true
    else if (kind === 'number') draft[name] = value === undefined ? '' : String(value)
    else draft[name] = value ?? (kind === 'choice' ? undefined : '')
  }
  return draft
}
export const linesOf = (text: unknown) => String(text ?? '').split('\n').map(l => l.trim()).filter(Boolean)

/** A field's value as the server takes it; undefined when nothing is given. Text that is no number or no JSON is refused before, by `problemOf`. */
export function valueOf({ kind, required, property }: Field, draft: unknown): unknown {
  if (draft === undefined || draft === null || draft === '') return undefined
  if (kind === 'number') return Number(draft)
  if (kind === 'lines') return linesOf(draft)
  if (kind === 'json') return JSON.parse(String(draft))
  // A switch that was never set and is off says nothing.
  if (kind === 'boolean' && draft === false && !required && property.default === undefined) return undefined
  return draft
}
/** The body for the server. A secret that is not typed is not sent and stays; one in `removed` is sent as null. */
export function settingsOf(fields: Field[], draft: Draft, removed: string[]): Record<string, unknown> {
  const entries = fields.map(f => [f.name, f.kind === 'secret' && removed.includes(f.name) ? null : valueOf(f, draft[f.name])])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
