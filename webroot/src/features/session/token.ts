import { api, ok, type Schemas } from '@/shared/api/client'
import { means, resourceOf } from '@/shared/actions'
import { defineResource } from '@/shared/ui/resource'

export type Token = Schemas['ApiToken']
export type NewToken = Schemas['NewApiToken']
export type Scope = 'all' | 'picked' | 'patterns'

/** Days until a new token ends. */
export const lifetimes = [1, 7, 30, 90, 365]
export const endOf = (days: number, now = Date.now()) => new Date(now + days * 86_400_000).toISOString()

/** What was picked, said as short as possible: all actions of a resource become one pattern. */
export function patternsOf(picked: string[], mine: string[]): string[] {
  const out: string[] = []
  for (const resource of new Set(mine.map(resourceOf))) {
    const all = mine.filter(a => resourceOf(a) === resource)
    const some = all.filter(a => picked.includes(a))
    out.push(...(some.length === all.length && all.length > 1 ? [`coc:${resource}:*`] : some))
  }
  return out
}
export const linesOf = (text: string) => [...new Set(text.split(/[\s,]+/).filter(Boolean))]
export const isPattern = (text: string) => /^(\*|coc:[a-zA-Z*]+:[a-zA-Z*]+)$/.test(text)
export const covered = (patterns: string[], mine: string[]) => mine.filter(a => patterns.some(p => means(p, a)))

export const curl = (token: string, origin: string) => `curl -H 'Authorization: Bearer ${token}' ${origin}/api/v1/sessions/current`

/** `all` shows those of others too. */
export const tokens = (all: boolean, mayRevoke: boolean, filters: Parameters<typeof defineResource>[0]['filters'] = []) =>
  defineResource<Token>({
    name: all ? 'allTokens' : 'token',
    topic: 'token',
    search: false,
    list: query => ok(api.GET('/tokens', { params: { query } })),
    title: row => row.name,
    columns: [
      { key: 'name', label: 'token.name', width: 120, grow: true },
      ...(all ? [{ key: 'user', label: 'token.user', kind: 'person' as const, width: 110 }] : []),
      { key: 'actions', label: 'token.actions', width: 140, grow: true },
      { key: 'createdAt', label: 'token.createdAt', kind: 'time', width: 150, hidden: true },
      { key: 'expiresAt', label: 'token.expiresAt', kind: 'time', width: 160 },
      { key: 'lastUsedAt', label: 'token.lastUsedAt', width: 176 },
      ...(mayRevoke ? [{ key: 'act', label: 'table.actions', width: 80 }] : []),
    ],
    filters,
  })
