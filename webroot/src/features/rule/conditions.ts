import type { Schemas } from '@/shared/api/client'

type Contract = Schemas['Condition']
export const operators = ['equals', 'notEquals', 'contains', 'notContains', 'in', 'regex'] as const
export type Operator = (typeof operators)[number]
export const keys = ['alarmName', 'alarmLevel', 'application', 'region', 'namespace', 'resourceName', 'resourceId', 'alarmDesc', 'alarmSource', 'alarmStatus', 'alarmId', 'URL', 'time'] as const
export const groupKeys = ['alarmId', 'alarmName', 'alarmLevel', 'namespace', 'region', 'application', 'resourceName', 'resourceId', 'alarmSource'] as const
export const isKey = (key: string) => (keys as readonly string[]).includes(key) || /^additional\..+$/.test(key)
export const isGroupKey = (key: string) => (groupKeys as readonly string[]).includes(key) || /^additional\..+$/.test(key)
/** Values that a key can only have; the others are free. */
export const known: Record<string, string[]> = { alarmLevel: ['critical', 'major', 'minor', 'suggestion'], alarmStatus: ['alarm', 'ok'] }

/** What the editor works on: the contract's conditions with an id for each line, and both `value` and `values` kept while typing. */
export interface Line {
  id: number
  key: string
  operator: Operator
  value: string
  values: string[]
}
export interface Group {
  id: number
  join: 'and' | 'or'
  items: Node[]
}
export type Node = Line | Group
export const isGroup = (node: Node): node is Group => 'items' in node

let last = 0
export const newLine = (): Line => ({ id: ++last, key: 'alarmName', operator: 'equals', value: '', values: [] })
export const newGroup = (items: Node[] = [], join: Group['join'] = 'and'): Group => ({ id: ++last, join, items })

function read(condition: Contract): Node {
  if ('items' in condition) return newGroup(condition.items.map(read), condition.join)
  return { ...newLine(), key: condition.key, operator: condition.operator, value: condition.value ?? '', values: condition.values ?? [] }
}
/** The root is always a group, so that a condition can be put beside it. */
export function fromContract(condition: Contract | undefined): Group {
  const node = condition && read(condition)
  return node ? (isGroup(node) ? node : newGroup([node])) : newGroup()
}
function write(node: Node): Contract {
  if (isGroup(node)) return { join: node.join, items: node.items.map(write) }
  return node.operator === 'in' ? { key: node.key, operator: node.operator, values: node.values } : { key: node.key, operator: node.operator, value: node.value }
}
/** No line at all is no condition: every alarm matches. */
export const toContract = (root: Group): Contract | undefined => (root.items.length ? write(root) : undefined)

/** What can be seen without the server, by the server's name of the place; the messages are keys of the texts. */
export function problems(root: Group): Record<string, string> {
  const found: Record<string, string> = {}
  const look = (node: Node, path: string) => {
    if (isGroup(node)) {
      if (!node.items.length && node !== root) found[path] = 'rule.cond.emptyGroup'
      node.items.forEach((item, i) => look(item, `${path}.items[${i}]`))
    } else {
      if (!isKey(node.key)) found[`${path}.key`] = 'rule.cond.badKey'
      if (node.operator === 'in' && !node.values.length) found[`${path}.values`] = 'rule.cond.emptyValues'
      if (node.operator === 'regex' && !node.value) found[`${path}.value`] = 'rule.cond.noRegex'
    }
  }
  look(root, 'conditions')
  return found
}
/** The message for a line: its own, its key's, its value's, or that of one of its values. */
export function messageAt(errors: Record<string, string>, path: string): string | undefined {
  const own = Object.entries(errors).find(([field]) => field === path || (field.startsWith(`${path}.`) && !field.startsWith(`${path}.items[`)))
  return own?.[1]
}
