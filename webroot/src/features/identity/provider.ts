import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource } from '@/shared/ui/resource'

export type Provider = Schemas['IdentityProvider']
export type ProviderInput = Schemas['IdentityProviderInput']

export const providers = defineResource<Provider>({
  name: 'identityProvider',
  topic: 'identityProvider',
  search: false,
  list: () => ok(api.GET('/identity-providers')),
  title: row => row.label.en,
  to: row => `/identity-providers/${row.id}`,
  columns: [
    { key: 'label', label: 'identityProvider.label', kind: 'link', width: 200, grow: true },
    { key: 'enabled', label: 'identityProvider.state', kind: 'tag', width: 110, value: row => String(row.enabled), options: [{ value: 'true', label: 'identityProvider.on', tone: 'success' }, { value: 'false', label: 'identityProvider.off', tone: 'neutral' }] },
    { key: 'issuer', label: 'identityProvider.issuer', kind: 'mono', width: 300, grow: true },
    { key: 'clientId', label: 'identityProvider.clientId', kind: 'mono', width: 160 },
    { key: 'createUsers', label: 'identityProvider.createUsers', width: 150, value: row => (row.createUsers ? 'ui.yes' : 'ui.no'), options: ['ui.yes', 'ui.no'].map(value => ({ value, label: value })) },
    { key: 'createdAt', label: 'identityProvider.createdAt', kind: 'time', width: 158, hidden: true },
  ],
})

export const DEFAULT_SCOPES = ['openid', 'profile', 'email']
export const blank = () => ({ en: '', zh: '', issuer: '', clientId: '', secret: '', scopes: DEFAULT_SCOPES.join(' '), groupsClaim: 'groups', createUsers: false, defaultGroupId: undefined as string | undefined, enabled: true })
export type Draft = ReturnType<typeof blank>

export const draftOf = (p: Provider): Draft => ({ en: p.label.en, zh: p.label.zh, issuer: p.issuer, clientId: p.clientId, secret: '', scopes: p.scopes.join(' '), groupsClaim: p.groupsClaim, createUsers: p.createUsers, defaultGroupId: p.defaultGroupId, enabled: p.enabled })

/** A secret that is not given stays as it is. */
export const inputOf = (d: Draft): ProviderInput => ({
  issuer: d.issuer.trim(),
  clientId: d.clientId.trim(),
  clientSecret: d.secret || undefined,
  scopes: [...new Set(['openid', ...d.scopes.split(/[\s,]+/).filter(Boolean)])],
  groupsClaim: d.groupsClaim.trim() || 'groups',
  label: { en: d.en.trim(), zh: d.zh.trim() || d.en.trim() },
  createUsers: d.createUsers,
  defaultGroupId: d.createUsers ? d.defaultGroupId : undefined,
  enabled: d.enabled,
})

/** Whether the server will ask for the secret again: it belongs to one client of one issuer. */
export const needsSecret = (d: Draft, saved: Provider | undefined) => !d.secret && !!saved?.secretSet && (d.issuer.trim() !== saved.issuer || d.clientId.trim() !== saved.clientId)
