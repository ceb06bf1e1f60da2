import { defineAsyncComponent } from 'vue'
import { i18n } from '@/app/i18n'
import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Option } from '@/shared/ui/resource'

export type Integration = Schemas['Integration']
export type IntegrationDetail = Schemas['IntegrationDetail']
export const sourceName = (i: Integration) => i.sourceName?.[i18n.global.locale.value as 'en' | 'zh'] ?? i.source

/** What every integration has, whatever its source, as a form edits it. */
export const noBasics = () => ({ name: '', description: '', projectId: undefined as string | undefined })
export type Basics = ReturnType<typeof noBasics>
export const basicsOf = (i: Integration): Basics => ({ name: i.name, description: i.description ?? '', projectId: i.projectId })
export const bodyOf = (b: Basics) => ({ name: b.name.trim(), description: b.description.trim() || undefined, projectId: b.projectId })

const states: Option[] = [
  { value: 'true', label: 'integration.enabled', tone: 'success' },
  { value: 'false', label: 'integration.disabled', tone: 'neutral' },
]
const SourceSelect = defineAsyncComponent(() => import('./SourceSelect.vue'))

export const integrations = defineResource<Integration>({
  name: 'integration',
  topic: 'integration',
  sort: 'name',
  scoped: true,
  list: query => ok(api.GET('/integrations', { params: { query } })),
  to: row => `/integrations/${row.id}`,
  title: row => row.name,
  columns: [
    { key: 'name', label: 'integration.name', kind: 'link', width: 200, grow: true, sortable: true },
    { key: 'source', label: 'integration.source', value: sourceName, width: 200, sortable: true },
    { key: 'enabled', label: 'integration.state', kind: 'tag', value: row => String(row.enabled), options: states, width: 112 },
    { key: 'projectId', label: 'project.project', kind: 'project', width: 130 },
    { key: 'lastReceivedAt', label: 'integration.lastReceivedAt', kind: 'ago', width: 136, sortable: true },
    { key: 'perMinute', label: 'integration.perMinute', kind: 'number', width: 100 },
    { key: 'received', label: 'integration.received', kind: 'number', width: 110 },
    { key: 'rejected', label: 'integration.rejected', kind: 'number', width: 110 },
    { key: 'lastError', label: 'integration.lastError', width: 200 },
    { key: 'createdAt', label: 'integration.createdAt', kind: 'time', width: 158, sortable: true, hidden: true },
  ],
  filters: [
    { key: 'source', label: 'integration.source', component: SourceSelect },
    { key: 'enabled', label: 'integration.state', options: states },
  ],
})
