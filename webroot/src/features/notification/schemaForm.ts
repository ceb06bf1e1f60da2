/** The part of JSON Schema that settings use. Texts come in English, with Chinese in `x-zh`; a secret is `writeOnly` or a password. */
export interface Property {
  type?: string | string[]
  title?: string
  description?: string
  format?: string
  enum?: unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  writeOnly?: boolean
  items?: { type?: string }
  'x-zh'?: { title?: string; description?: string }
}
export type FieldKind = 'secret' | 'boolean' | 'number' | 'choice' | 'lines' | 'text' | 'json'
export interface Field {
  name: string
  kind: FieldKind
  required: boolean
  property: Property
}

export function kindOf(property: Property, secret: boolean): FieldKind {
  const type = [property.type ?? []].flat().find(x => x !== 'null')
  if (secret || property.writeOnly || property.format === 'password') return 'secret'
  if (property.enum) return 'choice'
  if (type === 'boolean') return 'boolean'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'array' && property.items?.type === 'string') return 'lines'
  return type === 'string' ? 'text' : 'json'
}

/** The fields of a channel's settings, the needed ones as the schema orders them. */
export function fieldsOf(schema: Record<string, unknown>, secretsSet: string[]): Field[] {
  const properties = (schema.properties ?? {}) as Record<string, Property>
  const required = (schema.required ?? []) as string[]
  return Object.entries(properties).map(([name, property]) => ({ name, property, required: required.includes(name), kind: kindOf(property, secretsSet.includes(name)) }))
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
    else draft[name] = value
  }
  return draft
}

/** The body for the server. A secret that is left empty is not sent and stays; one in `removed` is sent as null. Empty texts are not sent. */
export function settingsOf(fields: Field[], draft: Draft, removed: string[]): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const { name, kind } of fields) {
    const value = draft[name]
    if (kind === 'secret' && removed.includes(name)) settings[name] = null
    else if (value === undefined || value === null || value === '') continue
    else if (kind === 'lines') settings[name] = String(value).split('\n').map(l => l.trim()).filter(Boolean)
    else if (kind === 'json') settings[name] = JSON.parse(value)
    else settings[name] = value
  }
  return settings
}
export const badJson = (fields: Field[], draft: Draft) =>
  fields.filter(f => {
    if (f.kind !== 'json' || !draft[f.name]) return false
    try {
      JSON.parse(draft[f.name])
      return false
    } catch {
      return true
    }
  }).map(f => f.name)
