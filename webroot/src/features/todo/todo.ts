import { defineAsyncComponent } from 'vue'
import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Option, type Tone } from '@/shared/ui/resource'

export type Todo = Schemas['Todo']
export type TodoState = Schemas['TodoState']
export type TodoAction = Schemas['TodoAction']
export type Tab = 'all' | 'pending' | 'handled' | 'created'
export const tabs: Tab[] = ['all', 'pending', 'handled', 'created']
export const stateTones: Record<TodoState, Tone> = { pending: 'danger', processing: 'primary', closed: 'success', cancelled: 'neutral' }
export const states = (Object.keys(stateTones) as TodoState[]).map((value): Option => ({ value, label: `todo.states.${value}`, tone: stateTones[value] }))
export const types: Schemas['TodoType'][] = ['scheduledIncident', 'riskWarning', 'other']
export const severities: Schemas['TodoSeverity'][] = ['critical', 'major', 'minor', 'suggestion']
export const notifications: Schemas['TodoNotification'][] = ['default', 'email', 'sms', 'wecom', 'dingtalk', 'none']
export const NAME = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_-])?$/u
export const severityTones: Record<Schemas['TodoSeverity'], Tone> = { critical: 'danger', major: 'warning', minor: 'info', suggestion: 'neutral' }
const severityOptions = severities.map((value): Option => ({ value, label: `alarm.levels.${value}`, tone: severityTones[value] }))
const typeOptions = types.map((value): Option => ({ value, label: `todo.types.${value}` }))

/** What the to-do's state allows and this user may do to it. */
export const mayDo = (todo: Todo, action: TodoAction, can: (action: string, projectId: string) => boolean) => todo.actions.includes(action) && can(`coc:todo:${action}`, todo.projectId)

const EngineerSelect = defineAsyncComponent(() => import('@/features/engineer/EngineerSelect.vue'))

export const todos = (tab: Tab) =>
  defineResource<Todo>({
    name: 'todo',
    topic: 'todo',
    sort: '-createdAt',
    scoped: true,
    list: query => ok(api.GET('/todos', { params: { query } })),
    to: row => `/todos/${row.id}`,
    title: row => `${row.number} ${row.name}`,
    columns: [
      { key: 'number', label: 'todo.number', kind: 'mono', width: 110, sortable: true },
      { key: 'name', label: 'todo.name', kind: 'link', width: 220, grow: true },
      { key: 'severity', label: 'todo.severity', kind: 'tag', options: severityOptions, width: 112, sortable: true },
      { key: 'state', label: 'todo.state', kind: 'tag', options: states, width: 116 },
      { key: 'owners', label: 'todo.owners', width: 160, value: row => row.owners.map(o => o.name).join(', ') },
      { key: 'deadline', label: 'todo.deadline', kind: 'time', width: 152, sortable: true },
      { key: 'overdue', label: 'todo.overdue', kind: 'tag', width: 96, value: row => (row.overdue ? 'overdue' : undefined), options: [{ value: 'overdue', label: 'todo.overdue', tone: 'danger' }] },
      { key: 'type', label: 'todo.type', width: 130, options: typeOptions, hidden: true },
      { key: 'createdBy', label: 'todo.createdBy', kind: 'person', width: 140 },
      { key: 'projectId', label: 'project.project', kind: 'project', width: 130, hidden: true },
      { key: 'labels', label: 'todo.labels', width: 140, hidden: true, value: row => row.labels.join(', ') },
      { key: 'createdAt', label: 'todo.createdAt', kind: 'time', width: 152, sortable: true, hidden: true },
      { key: 'updatedAt', label: 'todo.updatedAt', kind: 'time', width: 152, sortable: true, hidden: true },
    ],
    filters: [
      { key: 'severity', label: 'todo.severity', multiple: true, options: severityOptions },
      ...(tab === 'pending' ? [] : [{ key: 'state', label: 'todo.state', multiple: true, options: states }]),
      { key: 'type', label: 'todo.type', multiple: true, options: typeOptions },
      { key: 'ownerId', label: 'todo.owners', component: EngineerSelect, needs: 'coc:engineer:list' },
      { key: 'label', label: 'todo.label', kind: 'text' as const },
      { key: 'overdue', label: 'todo.overdue', options: [{ value: 'true', label: 'todo.overdue' }, { value: 'false', label: 'todo.inTime' }] },
    ],
  })
