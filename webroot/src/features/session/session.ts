import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Filter } from '@/shared/ui/resource'

export type OpenSession = Schemas['OpenSession']

/** `all` shows those of others too. */
export const sessions = (all: boolean, mayEnd: boolean, filters: Filter[] = []) =>
  defineResource<OpenSession>({
    name: all ? 'allSessions' : 'session',
    topic: 'session',
    search: false,
    list: query => ok(api.GET('/sessions', { params: { query } })),
    title: row => `${row.user.name} ${row.address}`,
    columns: [
      ...(all ? [{ key: 'user', label: 'session.user', kind: 'person' as const, width: 150, grow: true }] : []),
      { key: 'agent', label: 'session.agent', width: 170, grow: true },
      { key: 'address', label: 'session.address', kind: 'mono', width: 140 },
      { key: 'method', label: 'session.method', width: 116, options: ['password', 'oidc', 'agency'].map(value => ({ value, label: `session.methods.${value}` })) },
      { key: 'lastUsedAt', label: 'session.lastUsedAt', kind: 'ago', width: 100 },
      { key: 'createdAt', label: 'session.createdAt', kind: 'time', width: 150, hidden: all },
      { key: 'expiresAt', label: 'session.expiresAt', kind: 'time', width: 158, hidden: true },
      ...(mayEnd ? [{ key: 'act', label: 'table.actions', width: 132 }] : []),
    ],
    filters,
  })
