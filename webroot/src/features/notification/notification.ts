import { defineAsyncComponent } from 'vue'
import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Option, type Tone } from '@/shared/ui/resource'

export type Notification = Schemas['Notification']
export type Channel = Schemas['NotificationChannel']
export const messageStates: Option[] = [
  { value: 'waiting', label: 'notification.states.waiting', tone: 'primary' },
  { value: 'sent', label: 'notification.states.sent', tone: 'success' },
  { value: 'failed', label: 'notification.states.failed', tone: 'danger' },
  { value: 'skipped', label: 'notification.states.skipped', tone: 'neutral' },
]
export const originTones: Record<Channel['origin'], Tone> = { installation: 'info', tenant: 'success', none: 'warning' }
const events = ['incidentCreated', 'incidentForwarded', 'incidentRejected', 'incidentResubmitted', 'incidentResolved', 'verificationFailed', 'incidentCompleted', 'incidentClosed', 'incidentEscalated', 'slaWarning', 'slaBroken', 'slaOngoing', 'alarmAssigned', 'todoCreated', 'todoUpdated', 'todoAccepted', 'todoClosed', 'todoCancelled', 'todoOverdue']
const EngineerSelect = defineAsyncComponent(() => import('@/features/engineer/EngineerSelect.vue'))
const ChannelSelect = defineAsyncComponent(() => import('./ChannelSelect.vue'))
export const resend = (id: string) => ok(api.POST('/notifications/{id}/resend', { params: { path: { id } } }))

export const notifications = defineResource<Notification>({
  name: 'notification',
  topic: 'notification',
  sort: '-createdAt',
  scoped: true,
  list: query => ok(api.GET('/notifications', { params: { query } })),
  title: row => row.subject,
  columns: [
    { key: 'subject', label: 'notification.subject', kind: 'link', width: 280, grow: true },
    { key: 'state', label: 'notification.state', kind: 'tag', options: messageStates, width: 112 },
    { key: 'projectId', label: 'project.project', kind: 'project', width: 130 },
    { key: 'recipient', label: 'notification.recipient', kind: 'person', width: 150 },
    { key: 'address', label: 'notification.address', width: 170 },
    { key: 'channel', label: 'notification.channel', width: 84 },
    { key: 'event', label: 'notification.event', width: 150, options: events.map(value => ({ value, label: `notification.events.${value}` })), hidden: true },
    { key: 'attempts', label: 'notification.attempts', kind: 'number', width: 66 },
    { key: 'lastAnswer', label: 'notification.lastAnswer', width: 160 },
    { key: 'createdAt', label: 'notification.createdAt', kind: 'time', width: 158, sortable: true },
    { key: 'sentAt', label: 'notification.sentAt', kind: 'time', width: 158, hidden: true },
  ],
  filters: [
    { key: 'state', label: 'notification.state', options: messageStates, multiple: true },
    { key: 'engineerId', label: 'notification.recipient', component: EngineerSelect, needs: 'coc:engineer:list' },
    { key: 'channel', label: 'notification.channel', component: ChannelSelect, needs: 'coc:notificationChannel:list' },
  ],
})
