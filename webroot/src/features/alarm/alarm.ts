import { defineAsyncComponent } from 'vue'
import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Filter, type Option } from '@/shared/ui/resource'

export type Alarm = Schemas['Alarm']
export type OriginalAlarm = Schemas['OriginalAlarm']
export type AlarmLevel = Schemas['AlarmLevel']
export const alarmLevels: Option[] = [
  { value: 'critical', label: 'alarm.levels.critical', tone: 'danger' },
  { value: 'major', label: 'alarm.levels.major', tone: 'warning' },
  { value: 'minor', label: 'alarm.levels.minor', tone: 'info' },
  { value: 'suggestion', label: 'alarm.levels.suggestion', tone: 'neutral' },
]
export const alarmStates: Option[] = [
  { value: 'firing', label: 'alarm.states.firing', tone: 'danger' },
  { value: 'recovered', label: 'alarm.states.recovered', tone: 'success' },
  { value: 'cleared', label: 'alarm.states.cleared', tone: 'neutral' },
]
export const alarmStatuses: Option[] = [
  { value: 'alarm', label: 'alarm.statuses.alarm', tone: 'danger' },
  { value: 'ok', label: 'alarm.statuses.ok', tone: 'success' },
]
const IntegrationSelect = defineAsyncComponent(() => import('@/features/integration/IntegrationSelect.vue'))
const shared: Filter[] = [
  { key: 'integrationId', label: 'alarm.integration', component: IntegrationSelect, needs: 'coc:integration:list' },
  { key: 'application', label: 'alarm.application', kind: 'text' },
  { key: 'region', label: 'alarm.region', kind: 'text' },
]
export const views = ['current', 'historical', 'all'] as const

export const alarms = (view: string, mayClear?: (row: Alarm) => boolean) =>
  defineResource<Alarm>({
    name: 'alarm',
    topic: 'alarm',
    sort: '-firstAt',
    scoped: true,
    list: query => ok(api.GET('/alarms', { params: { query } })),
    title: row => `${row.number} ${row.name}`,
    selectable: mayClear && view !== 'historical' ? row => row.state === 'firing' && mayClear(row) : undefined,
    columns: [
      { key: 'number', label: 'alarm.number', kind: 'mono', width: 100 },
      { key: 'name', label: 'alarm.name', kind: 'link', width: 200, grow: true, sortable: true },
      { key: 'level', label: 'alarm.level', kind: 'tag', options: alarmLevels, width: 116, sortable: true },
      { key: 'state', label: 'alarm.state', kind: 'tag', options: alarmStates, width: 112, hidden: view === 'current' },
      { key: 'resourceName', label: 'alarm.resource', kind: 'mono', width: 140 },
      { key: 'projectId', label: 'project.project', kind: 'project', width: 130 },
      { key: 'application', label: 'alarm.application', width: 130 },
      { key: 'region', label: 'alarm.region', width: 96, hidden: true },
      { key: 'integrationName', label: 'alarm.integration', width: 130, hidden: true },
      { key: 'incident', label: 'alarm.incident', width: 112 },
      { key: 'owner', label: 'alarm.owner', kind: 'person', width: 164, hidden: true },
      { key: 'ruleName', label: 'alarm.rule', width: 130, hidden: true },
      { key: 'count', label: 'alarm.count', kind: 'number', width: 84, sortable: true },
      { key: 'firstAt', label: 'alarm.firstAt', kind: 'time', width: 158, sortable: true },
      { key: 'lastAt', label: 'alarm.lastAt', kind: 'time', width: 158, hidden: true },
      { key: 'endedAt', label: 'alarm.endedAt', kind: 'time', width: 158, hidden: view !== 'historical' },
    ],
    filters: [{ key: 'level', label: 'alarm.level', options: alarmLevels, multiple: true }, ...shared],
  })

export const originalAlarms = defineResource<OriginalAlarm>({
  name: 'originalAlarm',
  topic: 'originalAlarm',
  pace: 3000,
  scoped: true,
  paging: 'key',
  list: query => ok(api.GET('/original-alarms', { params: { query } })),
  title: row => row.name,
  columns: [
    { key: 'receivedAt', label: 'alarm.receivedAt', kind: 'time', width: 150 },
    { key: 'name', label: 'alarm.name', kind: 'link', width: 220, grow: true },
    { key: 'level', label: 'alarm.level', kind: 'tag', options: alarmLevels, width: 110 },
    { key: 'status', label: 'alarm.status', kind: 'tag', options: alarmStatuses, width: 96 },
    { key: 'resourceName', label: 'alarm.resource', kind: 'mono', width: 140 },
    { key: 'projectId', label: 'project.project', kind: 'project', width: 130 },
    { key: 'application', label: 'alarm.application', width: 130 },
    { key: 'region', label: 'alarm.region', width: 100 },
    { key: 'integrationName', label: 'alarm.integration', width: 150 },
    { key: 'startsAt', label: 'alarm.startsAt', kind: 'time', width: 150, hidden: true },
    { key: 'alarmId', label: 'alarm.alarmId', kind: 'mono', width: 150, hidden: true },
    { key: 'fingerprint', label: 'alarm.fingerprint', kind: 'mono', width: 150, hidden: true },
  ],
  filters: [
    { key: 'range', label: 'originalAlarm.range', kind: 'range' },
    { key: 'level', label: 'alarm.level', options: alarmLevels, multiple: true },
    { key: 'status', label: 'alarm.status', options: alarmStatuses },
    ...shared,
    { key: 'fingerprint', label: 'alarm.fingerprint', kind: 'text' },
  ],
})
