import { defineAsyncComponent } from 'vue'
import { api, ok } from '@/shared/api/client'
import { fmtDay } from '@/shared/format'
import { resolveRange } from '@/shared/ui/listQuery'
import { defineResource, type ListQuery, type Option } from '@/shared/ui/resource'
import type { Trace } from './story'

export const results: Option[] = [
  { value: 'success', label: 'trace.results.success', tone: 'success' },
  { value: 'refused', label: 'trace.results.refused', tone: 'warning' },
  { value: 'failed', label: 'trace.results.failed', tone: 'danger' },
]
/** The types of things that the trail tells of. */
export const types = ['Ticket', 'Task', 'Alarm', 'OriginalAlarm', 'TransferRule', 'IntegrationConfig', 'Engineer', 'Notification', 'NotificationChannel', 'ScheduleScene', 'ScheduleRole', 'ScheduleUser', 'ScheduleFeed', 'User', 'Group', 'Policy', 'EnterpriseProject', 'Session', 'Token', 'IdentityProvider', 'Agency', 'Plugin', 'Trace', 'Tenant', 'Overview']

export const traces = defineResource<Trace>({
  name: 'trace',
  topic: 'trace',
  paging: 'key',
  pace: 3000,
  list: query => ok(api.GET('/traces', { params: { query } })),
  title: row => row.name,
  group: (row, locale) => fmtDay(row.at, locale),
  columns: [
    { key: 'at', label: 'trace.at', width: 92 },
    { key: 'story', label: 'trace.story', kind: 'link', width: 420, grow: true },
    { key: 'result', label: 'trace.result', kind: 'tag', options: results, width: 110 },
    { key: 'name', label: 'trace.name', width: 190, hidden: true },
    { key: 'type', label: 'trace.type', width: 130, hidden: true, value: row => row.resource.type, options: types.map(value => ({ value, label: `trace.nouns.${value}` })) },
    { key: 'address', label: 'trace.address', kind: 'mono', width: 140, hidden: true },
    { key: 'agent', label: 'trace.agent', width: 170, hidden: true },
    { key: 'number', label: 'trace.number', kind: 'number', width: 90, hidden: true },
  ],
  filters: [
    { key: 'range', label: 'trace.range', kind: 'range' },
    { key: 'name', label: 'trace.name', multiple: true, component: defineAsyncComponent(() => import('./TraceNameSelect.vue')) },
    { key: 'user', label: 'trace.user', kind: 'text' },
    { key: 'resourceType', label: 'trace.type', options: types.map(value => ({ value, label: `trace.nouns.${value}` })) },
    { key: 'resourceId', label: 'trace.resourceId', kind: 'text' },
    { key: 'result', label: 'trace.result', options: results, multiple: true },
    { key: 'address', label: 'trace.address', kind: 'text' },
  ],
})

/** The address of the file with all that the filters of a list leave. */
export function exportAddress(query: ListQuery, format: 'csv' | 'jsonl', now = Date.now()): string {
  const { size: _, after: __, ...filters } = resolveRange(query, now)
  const out = new URLSearchParams({ format })
  for (const [key, value] of Object.entries(filters)) for (const one of [value].flat()) if (one !== undefined) out.append(key, String(one))
  return `/api/v1/traces/export?${out}`
}
