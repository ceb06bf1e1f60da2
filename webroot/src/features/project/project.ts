import type { RouteLocationRaw } from 'vue-router'
import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource, type Option } from '@/shared/ui/resource'

export type Project = Schemas['Project']
const states: Option[] = [
  { value: 'true', label: 'project.enabled', tone: 'success' },
  { value: 'false', label: 'project.disabled', tone: 'neutral' },
]

export const projects = (mayChange: boolean) =>
  defineResource<Project>({
    name: 'project',
    topic: 'project',
    sort: 'name',
    list: query => ok(api.GET('/projects', { params: { query } })),
    to: row => `/projects/${row.id}`,
    title: row => row.name,
    columns: [
      { key: 'name', label: 'project.name', kind: 'link', width: 220, grow: true, sortable: true },
      { key: 'enabled', label: 'project.state', kind: 'tag', value: row => String(row.enabled), options: states, width: 190 },
      { key: 'description', label: 'project.description', width: 280, grow: true },
      { key: 'createdAt', label: 'project.createdAt', kind: 'time', width: 158, sortable: true },
      ...(mayChange ? [{ key: 'actions', label: 'table.actions', width: 200 }] : []),
    ],
    filters: [{ key: 'enabled', label: 'project.state', options: states }],
  })

/** Where what is in a project is listed, by kind, with the action that the list needs; the server counts the first three. */
export const contents: Record<string, { action: string; to: (projectId: string) => RouteLocationRaw }> = {
  incident: { action: 'coc:incident:list', to: projectId => ({ path: '/incidents', query: { tab: 'all', projectId } }) },
  integration: { action: 'coc:integration:list', to: projectId => ({ path: '/integrations', query: { projectId } }) },
  forwardingRule: { action: 'coc:forwardingRule:list', to: projectId => ({ path: '/forwarding-rules', query: { projectId } }) },
  alarm: { action: 'coc:alarm:list', to: projectId => ({ path: '/alarms', query: { projectId } }) },
  notification: { action: 'coc:notification:list', to: projectId => ({ path: '/notifications', query: { projectId } }) },
}
