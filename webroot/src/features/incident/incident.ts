import { defineAsyncComponent } from 'vue'
import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Option, type Tone } from '@/shared/ui/resource'

export type Incident = Schemas['Incident']
export type IncidentState = Schemas['IncidentState']
export type IncidentLevel = Schemas['IncidentLevel']
export type IncidentAction = Schemas['IncidentAction']
export const levels: IncidentLevel[] = ['P1', 'P2', 'P3', 'P4', 'P5']
export const categories: Schemas['IncidentCategory'][] = ['availability', 'performance', 'capacity', 'security', 'change', 'data', 'network', 'other']
export const stateTones: Record<IncidentState, Tone> = { unaccepted: 'danger', accepted: 'primary', rejected: 'neutral', resolved: 'warning', completed: 'success', closed: 'neutral' }
export const states = (Object.keys(stateTones) as IncidentState[]).map((value): Option => ({ value, label: `incident.states.${value}`, tone: stateTones[value] }))

/** The tabs of the list; what a tab holds is a question to the server. */
export const tabs: Record<string, IncidentState[] | undefined> = {
  pending: ['unaccepted', 'accepted', 'resolved', 'rejected'],
  all: undefined,
  ended: ['completed', 'closed'],
}

const EngineerSelect = defineAsyncComponent(() => import('@/features/engineer/EngineerSelect.vue'))

export const incidents = (tab: string) =>
  defineResource<Incident>({
    name: 'incident',
    topic: 'incident',
    sort: '-createdAt',
    scoped: true,
    list: query => ok(api.GET('/incidents', { params: { query } })),
    to: row => `/incidents/${row.id}`,
    title: row => `${row.number} ${row.title}`,
    columns: [
      { key: 'number', label: 'incident.number', kind: 'mono', width: 100, sortable: true },
      { key: 'title', label: 'incident.name', kind: 'link', width: 230, grow: true },
      { key: 'level', label: 'incident.level', kind: 'level', width: 72, sortable: true },
      { key: 'state', label: 'incident.state', kind: 'tag', options: states, width: 134 },
      { key: 'owner', label: 'incident.owner', kind: 'person', width: 164 },
      { key: 'projectId', label: 'project.project', kind: 'project', width: 130 },
      { key: 'application', label: 'incident.application', width: 130 },
      { key: 'region', label: 'incident.region', width: 110, hidden: true },
      { key: 'category', label: 'incident.category', width: 110, hidden: true, options: categories.map(value => ({ value, label: `incident.categories.${value}` })) },
      { key: 'source', label: 'incident.source', width: 130, hidden: true, options: ['manual', 'transfer', 'alarm'].map(value => ({ value, label: `incident.sources.${value}` })) },
      { key: 'alarmCount', label: 'incident.alarms', kind: 'number', width: 76 },
      { key: 'createdAt', label: 'incident.createdAt', kind: 'time', width: 152, sortable: true },
      { key: 'updatedAt', label: 'incident.updatedAt', kind: 'time', width: 158, sortable: true, hidden: true },
    ],
    filters: [
      { key: 'level', label: 'incident.level', multiple: true, options: levels.map(value => ({ value, label: value })) },
      { key: 'state', label: 'incident.state', multiple: true, options: states.filter(s => tabs[tab]?.includes(s.value as IncidentState) ?? true) },
      { key: 'ownerId', label: 'incident.owner', component: EngineerSelect, needs: 'coc:engineer:list' },
      { key: 'source', label: 'incident.source', options: ['manual', 'transfer', 'alarm'].map(value => ({ value, label: `incident.sources.${value}` })) },
      { key: 'application', label: 'incident.application', kind: 'text' },
      { key: 'region', label: 'incident.region', kind: 'text' },
    ],
  })
