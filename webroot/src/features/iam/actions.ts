/** Choosing actions for a statement: which patterns mean which actions of this server, and what a click makes of them. */
import { means } from '@/shared/actions'
import type { Schemas } from '@/shared/api/client'

export type Kind = Schemas['PermissionResource']
export type Action = Kind['actions'][number]
export type Level = Action['level']
export const levels: Level[] = ['list', 'read', 'write']

export const isPattern = (text: string) => text.includes('*')

/** The wildcard through which an action is chosen, if it is not chosen by its own name. */
export const wildcardOf = (chosen: string[], action: string) => (chosen.includes(action) ? undefined : chosen.find(p => isPattern(p) && means(p, action)))
export const isChosen = (chosen: string[], action: string) => chosen.some(p => means(p, action))
export const countOf = (chosen: string[], actions: Action[]) => actions.filter(a => isChosen(chosen, a.action)).length

/** What of the chosen means nothing on this server: other services', or of a later version. */
export const unknownOf = (chosen: string[], kinds: Kind[]) => chosen.filter(p => !kinds.some(k => k.actions.some(a => means(p, a.action))))

export const toggle = (chosen: string[], action: string) => (chosen.includes(action) ? chosen.filter(p => p !== action) : [...chosen, action])

/** Chooses by one wildcard, which takes the place of what it means; a second time takes it away. */
export const toggleWildcard = (chosen: string[], wildcard: string) =>
  chosen.includes(wildcard) ? chosen.filter(p => p !== wildcard) : [...chosen.filter(p => isPattern(p) || !means(wildcard, p)), wildcard]

/** Chooses all of these by name; if all are, takes away those that have been chosen by name. */
export function toggleAll(chosen: string[], actions: Action[]): string[] {
  const names = actions.map(a => a.action)
  const missing = names.filter(a => !isChosen(chosen, a))
  return missing.length ? [...chosen, ...missing] : chosen.filter(p => !names.includes(p))
}

/** `coc:incident:*` for a kind. */
export const allOf = (kind: Kind) => `${kind.actions[0]?.action.split(':')[0] ?? 'coc'}:${kind.resource}:*`
export const ofLevel = (kind: Kind, level: Level) => kind.actions.filter(a => a.level === level)

/** The kinds with those of their actions in which all words occur, in name or description. */
export function sought(kinds: Kind[], text: string, language: 'en' | 'zh'): Kind[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return kinds
  return kinds
    .map(k => ({ ...k, actions: k.actions.filter(a => words.every(w => `${a.action} ${a.text[language]} ${k.text[language]}`.toLowerCase().includes(w))) }))
    .filter(k => k.actions.length)
}

/** A pattern in words, when this server knows what it means. */
export function inWordsOf(pattern: string, kinds: Kind[], language: 'en' | 'zh', everything: string): string | undefined {
  if (pattern === 'coc:*:*' || pattern === '*' || pattern === '*:*:*') return everything
  for (const kind of kinds) {
    if (pattern === allOf(kind)) return `${kind.text[language]}: ${everything}`
    const action = kind.actions.find(a => a.action === pattern)
    if (action) return action.text[language]
  }
  return undefined
}
