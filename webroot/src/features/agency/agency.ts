import { api, ok, type Schemas } from '@/shared/api/client'
import { fromLocalInput, toLocalInput } from '@/shared/format'
import { defineResource, type Option } from '@/shared/ui/resource'

export type Agency = Schemas['Agency']
export type Assumable = Schemas['AssumableAgency']
export const states: Option[] = [
  { value: 'active', label: 'agency.active', tone: 'success' },
  { value: 'ended', label: 'agency.ended', tone: 'neutral' },
]
/** Whether nobody may act by it any more, because its time is over. */
export const hasEnded = (a: { expiresAt?: string }, now = Date.now()) => !!a.expiresAt && Date.parse(a.expiresAt) <= now

/** Days that an agency may hold, from now on. */
export const spans = [1, 7, 30, 90, 365]
const DAY = 86_400_000

export interface AgencyForm {
  name: string
  description: string
  trustedTenant: string
  policyIds: string[]
  projectId: string | undefined
  /** `never`, `at`, or so many days from now on. */
  end: 'never' | 'at' | number
  /** For `at`: the value of the input, in local time. */
  at: string
}
export const emptyAgency = (): AgencyForm => ({ name: '', description: '', trustedTenant: '', policyIds: [], projectId: undefined, end: 30, at: '' })
export const formOf = (a: Agency): AgencyForm => ({
  name: a.name,
  description: a.description ?? '',
  trustedTenant: a.trustedTenant,
  policyIds: a.policies.map(p => p.id),
  projectId: a.project?.id,
  end: a.expiresAt ? 'at' : 'never',
  at: a.expiresAt ? toLocalInput(a.expiresAt) : '',
})

/** The time of the end; none for never. An end that was not touched is sent as it was, to the millisecond. */
export function endOf(form: AgencyForm, before?: string, now = Date.now()): string | undefined {
  if (form.end === 'never') return undefined
  if (form.end !== 'at') return new Date(now + form.end * DAY).toISOString()
  return before && toLocalInput(before) === form.at ? before : fromLocalInput(form.at)
}
export function agencyInput(form: AgencyForm, before?: string, now = Date.now()): Schemas['AgencyInput'] {
  return {
    name: form.name.trim(),
    description: form.description.trim() || undefined,
    trustedTenant: form.trustedTenant.trim(),
    policyIds: form.policyIds,
    // a project limits policies: without any there is nothing to limit
    projectId: form.policyIds.length ? form.projectId || undefined : undefined,
    expiresAt: endOf(form, before, now),
  }
}
/** The keys of the texts of what cannot be sent yet, by the server's name of the field. */
export function agencyProblems(form: AgencyForm, own: string, now = Date.now()): Record<string, string> {
  const found: Record<string, string> = {}
  if (!form.name.trim()) found.name = 'agency.nameMissing'
  if (!form.trustedTenant.trim()) found.trustedTenant = 'agency.tenantMissing'
  else if (form.trustedTenant.trim() === own) found.trustedTenant = 'agency.tenantOwn'
  if (form.end === 'at' && !(Date.parse(form.at) > now)) found.expiresAt = 'agency.endPast'
  return found
}

export const agencies = (mayOpen: boolean, mayChange: boolean) =>
  defineResource<Agency>({
    name: 'agency',
    topic: 'agency',
    sort: 'name',
    list: query => ok(api.GET('/agencies', { params: { query } })),
    title: row => row.name,
    columns: [
      { key: 'name', label: 'agency.name', kind: mayOpen ? 'link' : 'text', width: 150, grow: true, sortable: true },
      { key: 'trustedTenant', label: 'agency.trustedTenant', kind: 'mono', width: 140, sortable: true },
      { key: 'state', label: 'agency.state', kind: 'tag', value: row => (hasEnded(row) ? 'ended' : 'active'), options: states, width: 100 },
      { key: 'policies', label: 'agency.policies', width: 200, grow: true },
      { key: 'project', label: 'agency.project', width: 130 },
      { key: 'expiresAt', label: 'agency.expiresAt', width: 184, sortable: true },
      { key: 'description', label: 'agency.description', width: 220, grow: true, hidden: true },
      { key: 'createdBy', label: 'agency.createdBy', kind: 'person', width: 150, hidden: true },
      { key: 'createdAt', label: 'agency.createdAt', kind: 'time', width: 158, sortable: true, hidden: true },
      ...(mayChange ? [{ key: 'actions', label: 'table.actions', width: 130 }] : []),
    ],
  })
