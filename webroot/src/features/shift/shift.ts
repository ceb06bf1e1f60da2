import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Option } from '@/shared/ui/resource'

export type Scenario = Schemas['ShiftScenario']
export type Role = Schemas['ShiftRole']

const modes: Option[] = [
  { value: 'fixed', label: 'shift.modes.fixed', tone: 'neutral' },
  { value: 'shift', label: 'shift.modes.shift', tone: 'primary' },
]
const dimensions: Option[] = ['global', 'application'].map(value => ({ value, label: `shift.dimensions.${value}` }))

export const scenarios = (mayChange: boolean) =>
  defineResource<Scenario>({
    name: 'shift',
    topic: 'schedule',
    sort: 'name',
    list: query => ok(api.GET('/shift-scenarios', { params: { query } })),
    to: row => `/shifts/${row.id}`,
    title: row => row.name,
    columns: [
      { key: 'name', label: 'shift.name', kind: 'link', width: 200, grow: true, sortable: true },
      { key: 'mode', label: 'shift.mode', kind: 'tag', options: modes, width: 120 },
      { key: 'dimension', label: 'shift.dimension', width: 140, options: dimensions },
      { key: 'roles', label: 'shift.roles', value: row => row.roles.map(r => r.name).join(', '), width: 220, grow: true },
      { key: 'zone', label: 'shift.zone', width: 150 },
      { key: 'description', label: 'shift.description', width: 200, hidden: true },
      { key: 'createdAt', label: 'shift.createdAt', kind: 'time', width: 158, sortable: true },
      ...(mayChange ? [{ key: 'actions', label: 'table.actions', width: 130 }] : []),
    ],
    filters: [
      { key: 'mode', label: 'shift.mode', options: modes },
      { key: 'dimension', label: 'shift.dimension', options: dimensions },
    ],
  })

/** The time zones that the browser knows, with UTC, which some leave out. */
export const zones = () => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
