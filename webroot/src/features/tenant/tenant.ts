import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Option } from '@/shared/ui/resource'

export type Tenant = Schemas['Tenant']
export type NewTenant = Schemas['NewTenant']
const states: Option[] = [
  { value: 'true', label: 'tenant.enabled', tone: 'success' },
  { value: 'false', label: 'tenant.disabled', tone: 'neutral' },
]
/** As the contract has it. */
export const isTenantName = (name: string) => /^[a-z][a-z0-9-]{0,62}$/.test(name)

export interface TenantForm {
  name: string
  displayName: string
  adminName: string
  adminDisplayName: string
  password: string
  /** Whether the server makes up the password. */
  made: boolean
}
export const emptyTenant = (): TenantForm => ({ name: '', displayName: '', adminName: 'admin', adminDisplayName: '', password: '', made: true })

export function tenantInput(form: TenantForm): Schemas['TenantInput'] {
  const text = (s: string) => s.trim() || undefined
  return {
    name: form.name.trim(),
    displayName: text(form.displayName),
    // a password is taken as it is: blanks may be part of it
    administrator: { name: form.adminName.trim(), displayName: text(form.adminDisplayName), password: form.made ? undefined : form.password },
  }
}
/** The keys of the texts of what cannot be sent yet, by the server's name of the field. */
export function tenantProblems(form: TenantForm): Record<string, string> {
  const found: Record<string, string> = {}
  if (!isTenantName(form.name.trim())) found.name = 'tenant.nameWrong'
  if (!form.adminName.trim()) found['administrator.name'] = 'tenant.adminNameMissing'
  if (!form.made && !form.password) found['administrator.password'] = 'tenant.passwordMissing'
  return found
}

export const tenants = (mayUpdate: boolean, mayChange: boolean) =>
  defineResource<Tenant>({
    name: 'tenant',
    topic: 'tenant',
    sort: 'name',
    list: query => ok(api.GET('/tenants', { params: { query } })),
    title: row => row.name,
    columns: [
      { key: 'name', label: 'tenant.name', kind: mayUpdate ? 'link' : 'mono', width: 200, grow: true, sortable: true },
      { key: 'displayName', label: 'tenant.displayName', width: 220, grow: true },
      { key: 'enabled', label: 'tenant.state', kind: 'tag', value: row => String(row.enabled), options: states, width: 270 },
      { key: 'users', label: 'tenant.users', kind: 'number', width: 100, sortable: true },
      { key: 'createdAt', label: 'tenant.createdAt', kind: 'time', width: 158, sortable: true },
      ...(mayChange ? [{ key: 'actions', label: 'table.actions', width: 150 }] : []),
    ],
    filters: [{ key: 'enabled', label: 'tenant.state', options: states }],
  })
