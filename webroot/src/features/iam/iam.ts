import { defineAsyncComponent } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { i18n } from '@/app/i18n'
import { api, ok, type Schemas } from '@/shared/api/client'
import { useSession } from '@/shared/session'
import { defineResource, type Option } from '@/shared/ui/resource'

export type User = Schemas['User']
export type UserDetail = Schemas['UserDetail']
export type Group = Schemas['Group']
export type GroupDetail = Schemas['GroupDetail']
export type Attachment = Schemas['Attachment']
export type Policy = Schemas['Policy']
export type PolicyDetail = Schemas['PolicyDetail']

export const language = () => i18n.global.locale.value as 'en' | 'zh'
export const aboutPolicy = (p: Policy) => p.description ?? p.text?.[language()] ?? ''

/** Reads again what may have changed: users, groups and policies show each other, and the change may be about who makes it. */
export function useAccessChanged() {
  const cache = useQueryClient()
  const session = useSession()
  return async () => {
    session.doubt()
    void session.load().catch(() => undefined)
    await Promise.all(['user', 'group', 'policy'].map(topic => cache.invalidateQueries({ queryKey: [topic] })))
  }
}

export const userStates: Option[] = [
  { value: 'true', label: 'user.enabled', tone: 'success' },
  { value: 'false', label: 'user.disabled', tone: 'neutral' },
]
export const policyTypes: Option[] = [
  { value: 'system', label: 'policy.types.system', tone: 'info' },
  { value: 'custom', label: 'policy.types.custom', tone: 'primary' },
]
const GroupSelect = defineAsyncComponent(() => import('./GroupSelect.vue'))

/** Without the right to see one, a row leads nowhere. */
const nameKind = (mayOpen: boolean) => (mayOpen ? ('link' as const) : ('text' as const))
export const users = (mayOpen: boolean) =>
  defineResource<User>({
    name: 'user',
    topic: 'user',
    sort: 'name',
    list: query => ok(api.GET('/users', { params: { query } })),
    to: row => `/users/${row.id}`,
    title: row => row.name,
    columns: [
      { key: 'name', label: 'user.name', kind: nameKind(mayOpen), width: 180, grow: true, sortable: true },
      { key: 'displayName', label: 'user.displayName', width: 180, grow: true, sortable: true },
      { key: 'enabled', label: 'user.state', kind: 'tag', value: row => String(row.enabled), options: userStates, width: 110 },
      { key: 'groups', label: 'user.groups', value: row => row.groups.map(g => g.name).join(', '), width: 220, grow: true },
      { key: 'email', label: 'user.email', width: 220, sortable: true },
      { key: 'createdAt', label: 'user.createdAt', kind: 'time', width: 158, sortable: true },
    ],
    filters: [{ key: 'enabled', label: 'user.state', options: userStates }, { key: 'groupId', label: 'user.group', component: GroupSelect, needs: 'coc:group:list' }],
  })

export const groups = (mayOpen: boolean) =>
  defineResource<Group>({
    name: 'group',
    topic: 'group',
    sort: 'name',
    list: query => ok(api.GET('/groups', { params: { query } })),
    to: row => `/groups/${row.id}`,
    title: row => row.name,
    columns: [
      { key: 'name', label: 'group.name', kind: nameKind(mayOpen), width: 200, grow: true, sortable: true },
      { key: 'description', label: 'group.description', width: 260, grow: true },
      { key: 'members', label: 'group.members', kind: 'number', value: row => row.memberCount, width: 110, sortable: true },
      { key: 'attachments', label: 'group.policies', kind: 'number', value: row => row.attachmentCount, width: 110 },
      { key: 'externalNames', label: 'group.external', value: row => row.externalNames.join(', '), width: 200 },
      { key: 'createdAt', label: 'group.createdAt', kind: 'time', width: 158, sortable: true },
    ],
  })

export const policies = (mayOpen: boolean) =>
  defineResource<Policy>({
    name: 'policy',
    topic: 'policy',
    sort: 'name',
    list: query => ok(api.GET('/policies', { params: { query } })),
    to: row => `/policies/${row.id}`,
    title: row => row.name,
    columns: [
      { key: 'name', label: 'policy.name', kind: nameKind(mayOpen), width: 200, grow: true, sortable: true },
      { key: 'type', label: 'policy.type', kind: 'tag', options: policyTypes, width: 120, sortable: true },
      { key: 'about', label: 'policy.description', value: aboutPolicy, width: 320, grow: true },
      { key: 'attachments', label: 'policy.attachments', kind: 'number', value: row => row.attachmentCount, width: 120, sortable: true },
      { key: 'updatedAt', label: 'policy.updatedAt', kind: 'time', width: 158, sortable: true },
    ],
    filters: [{ key: 'type', label: 'policy.type', options: policyTypes }],
  })
