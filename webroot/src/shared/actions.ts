import { actions, resources } from './api/contract'

/** Whether the pattern means the action; `*` stands for any characters, as for the server. */
export function means(pattern: string, action: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (!rest.length) return pattern === action
  const end = rest.pop()!
  if (!action.startsWith(first) || action.length < first.length + end.length || !action.endsWith(end)) return false
  let at = first.length
  for (const part of rest) {
    const found = action.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= action.length - end.length
}
export const resourceOf = (action: string) => action.split(':')[1] ?? action

const side = (locale: string) => (locale === 'zh' ? 1 : 0)
/** What an action lets one do, in words; a name that this console does not know stays as it is. */
export const describeAction = (action: string, locale: string) => actions[action]?.[side(locale)] ?? action
export const describeResource = (resource: string, locale: string) => resources[resource]?.[side(locale)] ?? resource

export interface ActionGroup {
  resource: string
  actions: string[]
}
/** Actions by what they are about, in the order of the contract. */
export function groupActions(of: string[]): ActionGroup[] {
  const order = Object.keys(actions)
  const place = (action: string) => (order.includes(action) ? order.indexOf(action) : order.length)
  const groups = new Map<string, string[]>()
  for (const action of [...of].sort((a, b) => place(a) - place(b) || a.localeCompare(b))) groups.set(resourceOf(action), [...(groups.get(resourceOf(action)) ?? []), action])
  return [...groups].map(([resource, actions]) => ({ resource, actions }))
}
