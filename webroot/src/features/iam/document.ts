/**
 * The document of a policy as the visual editor shows it, and back. What the editor cannot show it keeps: a document that nobody
 * changed comes back as it was, key by key and in the same order.
 */
import type { Json } from './json'

export type Effect = 'Allow' | 'Deny'
/** One condition: its values are alternatives. `key` is missing for an operator without any key. */
export interface Line {
  id: number
  operator: string
  key?: string
  values: string[]
}
export interface Statement {
  id: number
  effect?: Effect
  actions: string[]
  /** All things when missing. */
  resources?: string[]
  conditions: Line[]
  /** Keys in their order, of what is shown and what is not. */
  order: string[]
  /** What the editor does not show. */
  others: [string, Json][]
  /** Whether there is an empty `Condition`, which says nothing but is there. */
  emptyCondition?: boolean
}
/** A statement of another form, for the JSON editor only. */
export interface RawStatement {
  id: number
  raw: Json
}
export interface Draft {
  version?: string
  statements: (Statement | RawStatement)[]
  order: string[]
  others: [string, Json][]
}

let last = 0
export const nextId = () => ++last
export const isRaw = (s: Statement | RawStatement): s is RawStatement => 'raw' in s
export const isObject = (json: Json | undefined): json is { [key: string]: Json } => typeof json === 'object' && json !== null && !Array.isArray(json)
const texts = (json: Json | undefined): json is string[] => Array.isArray(json) && json.every(i => typeof i === 'string')

export const newStatement = (): Statement => ({ id: nextId(), effect: 'Allow', actions: [], conditions: [], order: ['Effect', 'Action'], others: [] })
export const newDraft = (): Draft => ({ version: '1.1', statements: [newStatement()], order: ['Version', 'Statement'], others: [] })

function linesOf(condition: Json | undefined): Line[] | undefined {
  if (condition === undefined) return []
  if (!isObject(condition)) return undefined
  const lines: Line[] = []
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isObject(keys)) return undefined
    const entries = Object.entries(keys)
    if (!entries.length) lines.push({ id: nextId(), operator, values: [] })
    for (const [key, values] of entries) {
      if (!texts(values)) return undefined
      lines.push({ id: nextId(), operator, key, values: [...values] })
    }
  }
  return lines
}

const shown = ['Effect', 'Action', 'Resource', 'Condition']
function statementOf(json: Json): Statement | RawStatement {
  const id = nextId()
  if (!isObject(json)) return { id, raw: json }
  const { Effect, Action, Resource, Condition } = json
  const conditions = linesOf(Condition)
  const known = (Effect === undefined || Effect === 'Allow' || Effect === 'Deny') && (Action === undefined || texts(Action)) && (Resource === undefined || texts(Resource)) && conditions
  if (!known) return { id, raw: json }
  return {
    id,
    effect: Effect as Effect | undefined,
    actions: [...((Action as string[] | undefined) ?? [])],
    resources: Resource && [...(Resource as string[])],
    conditions: conditions,
    order: Object.keys(json),
    others: Object.entries(json).filter(([key]) => !shown.includes(key)),
    emptyCondition: (Condition !== undefined && !conditions.length) || undefined,
  }
}

/** Gives nothing for what is not a document at all: an object whose `Statement` is an array. */
export function draftOf(json: Json): Draft | undefined {
  if (!isObject(json) || !Array.isArray(json.Statement) || (json.Version !== undefined && typeof json.Version !== 'string')) return undefined
  return {
    version: json.Version as string | undefined,
    statements: json.Statement.map(statementOf),
    order: Object.keys(json),
    others: Object.entries(json).filter(([key]) => key !== 'Version' && key !== 'Statement'),
  }
}

function conditionOf(lines: Line[]): Json {
  const out = new Map<string, Map<string, string[]>>()
  for (const { operator, key, values } of lines) {
    const keys = out.get(operator) ?? new Map<string, string[]>()
    out.set(operator, keys)
    if (key !== undefined) keys.set(key, [...(keys.get(key) ?? []), ...values])
  }
  return Object.fromEntries([...out].map(([operator, keys]) => [operator, Object.fromEntries(keys)]))
}

/** The parts that are there, first in the old order, then the new ones. */
const compose = (order: string[], parts: Map<string, Json | undefined>): Json =>
  Object.fromEntries([...new Set([...order, ...parts.keys()])].flatMap(key => (parts.get(key) === undefined ? [] : [[key, parts.get(key)!]])))

export function statementJson(s: Statement | RawStatement): Json {
  if (isRaw(s)) return s.raw
  const parts = new Map<string, Json | undefined>([
    ['Effect', s.effect],
    ['Action', s.actions.length || s.order.includes('Action') ? s.actions : undefined],
    ['Resource', s.resources],
    ['Condition', s.conditions.length || s.emptyCondition ? conditionOf(s.conditions) : undefined],
    ...s.others,
  ])
  return compose(s.order, parts)
}
export function documentOf(draft: Draft): Json {
  return compose(draft.order, new Map<string, Json | undefined>([['Version', draft.version], ['Statement', draft.statements.map(statementJson)], ...draft.others]))
}

/** Two conditions of one operator and key would become one: the place of each that says again what another has said. */
export const repeated = (lines: Line[]) => lines.filter((l, i) => lines.findIndex(o => o.operator === l.operator && o.key === l.key) < i).map(l => l.id)

/** JSON for people: short arrays of texts stand in one line. */
export function write(json: Json, indent = ''): string {
  const deeper = `${indent}  `
  if (Array.isArray(json)) {
    if (!json.length) return '[]'
    const line = `[${json.map(i => JSON.stringify(i)).join(', ')}]`
    if (json.every(i => typeof i !== 'object') && line.length + indent.length <= 72) return line
    return `[\n${json.map(i => deeper + write(i, deeper)).join(',\n')}\n${indent}]`
  }
  if (!isObject(json)) return JSON.stringify(json)
  const entries = Object.entries(json)
  if (!entries.length) return '{}'
  return `{\n${entries.map(([key, value]) => `${deeper}${JSON.stringify(key)}: ${write(value, deeper)}`).join(',\n')}\n${indent}}`
}
