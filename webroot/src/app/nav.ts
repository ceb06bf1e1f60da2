import type { Component } from 'vue'
import { Avatar, Bell, Box, Calendar, Connection, Document, Finished, Folder, Key, Link, List, Lock, Message, Odometer, OfficeBuilding, Setting, Share, Suitcase, Tickets, User, UserFilled, Warning } from '@element-plus/icons-vue'

type Load = () => Promise<{ default: Component }>
/** A page below a list: of one thing, or to make one. */
export interface SubPage {
  name: string
  path: string
  /** The action without which the page cannot show anything. */
  action?: string
  page: Load
}
export interface NavItem {
  id: string
  path: string
  icon: Component
  /** The action without which the page is not in the menu, and says so instead of opening; of several, one is enough. */
  action: string | string[]
  /** Only for users of the tenant that runs the installation. */
  operator?: boolean
  /** The page shows things of enterprise projects, and follows the one that the console is limited to. */
  scoped?: boolean
  page: Load
  below?: SubPage[]
}
export interface NavGroup {
  id: string
  icon: Component
  items: NavItem[]
}

/** The one list that makes both the menu and the routes. A group of one item is drawn as that item. */
export const nav: NavGroup[] = [
  {
    id: 'overview',
    icon: Odometer,
    items: [{ id: 'overview', path: '/', icon: Odometer, action: 'coc:overview:get', scoped: true, page: () => import('@/features/overview/OverviewPage.vue') }],
  },
  {
    id: 'incidentManagement',
    icon: Bell,
    items: [
      {
        id: 'incidents',
        path: '/incidents',
        icon: Warning,
        action: 'coc:incident:list',
        scoped: true,
        page: () => import('@/features/incident/IncidentsPage.vue'),
        below: [
          { name: 'incidentNew', path: '/incidents/new', action: 'coc:incident:create', page: () => import('@/features/incident/IncidentFormPage.vue') },
          { name: 'incident', path: '/incidents/:id', action: 'coc:incident:get', page: () => import('@/features/incident/IncidentPage.vue') },
          { name: 'incidentResubmit', path: '/incidents/:id/resubmit', action: 'coc:incident:resubmit', page: () => import('@/features/incident/IncidentFormPage.vue') },
        ],
      },
      { id: 'alarms', path: '/alarms', icon: Bell, action: 'coc:alarm:list', scoped: true, page: () => import('@/features/alarm/AlarmsPage.vue') },
      {
        id: 'rules',
        path: '/forwarding-rules',
        icon: Share,
        action: 'coc:forwardingRule:list',
        scoped: true,
        page: () => import('@/features/rule/RulesPage.vue'),
        below: [
          { name: 'ruleNew', path: '/forwarding-rules/new', action: 'coc:forwardingRule:create', page: () => import('@/features/rule/RulePage.vue') },
          { name: 'rule', path: '/forwarding-rules/:id', action: 'coc:forwardingRule:get', page: () => import('@/features/rule/RulePage.vue') },
        ],
      },
      {
        id: 'integrations',
        path: '/integrations',
        icon: Connection,
        action: 'coc:integration:list',
        scoped: true,
        page: () => import('@/features/integration/IntegrationsPage.vue'),
        below: [
          { name: 'integrationNew', path: '/integrations/new', action: 'coc:integration:create', page: () => import('@/features/integration/AccessPage.vue') },
          { name: 'integration', path: '/integrations/:id', action: 'coc:integration:get', page: () => import('@/features/integration/IntegrationPage.vue') },
        ],
      },
    ],
  },
  {
    id: 'taskManagement',
    icon: List,
    items: [
      {
        id: 'todos',
        path: '/todos',
        icon: List,
        action: 'coc:todo:list',
        scoped: true,
        page: () => import('@/features/todo/TodosPage.vue'),
        below: [
          { name: 'todoNew', path: '/todos/new', action: 'coc:todo:create', page: () => import('@/features/todo/TodoFormPage.vue') },
          { name: 'todo', path: '/todos/:id', action: 'coc:todo:get', page: () => import('@/features/todo/TodoPage.vue') },
          { name: 'todoEdit', path: '/todos/:id/edit', action: 'coc:todo:update', page: () => import('@/features/todo/TodoFormPage.vue') },
        ],
      },
    ],
  },
  {
    id: 'basicConfiguration',
    icon: Setting,
    items: [
      { id: 'engineers', path: '/engineers', icon: User, action: 'coc:engineer:list', page: () => import('@/features/engineer/EngineersPage.vue') },
      {
        id: 'shifts',
        path: '/shifts',
        icon: Calendar,
        action: 'coc:schedule:list',
        page: () => import('@/features/shift/ShiftsPage.vue'),
        below: [{ name: 'shift', path: '/shifts/:id', action: 'coc:schedule:get', page: () => import('@/features/shift/ShiftPage.vue') }],
      },
      { id: 'notifications', path: '/notifications', icon: Message, action: 'coc:notification:list', scoped: true, page: () => import('@/features/notification/NotificationsPage.vue') },
      { id: 'plugins', path: '/plugins', icon: Box, action: 'coc:plugin:list', operator: true, page: () => import('@/features/plugin/PluginsPage.vue') },
    ],
  },
  {
    id: 'access',
    icon: Lock,
    items: [
      {
        id: 'users',
        path: '/users',
        icon: UserFilled,
        action: 'coc:user:list',
        page: () => import('@/features/iam/UsersPage.vue'),
        below: [{ name: 'user', path: '/users/:id', action: 'coc:user:get', page: () => import('@/features/iam/UserPage.vue') }],
      },
      {
        id: 'groups',
        path: '/groups',
        icon: Avatar,
        action: 'coc:group:list',
        page: () => import('@/features/iam/GroupsPage.vue'),
        below: [{ name: 'group', path: '/groups/:id', action: 'coc:group:get', page: () => import('@/features/iam/GroupPage.vue') }],
      },
      {
        id: 'policies',
        path: '/policies',
        icon: Document,
        action: 'coc:policy:list',
        page: () => import('@/features/iam/PoliciesPage.vue'),
        below: [
          { name: 'policyNew', path: '/policies/new', action: 'coc:policy:create', page: () => import('@/features/iam/PolicyEditorPage.vue') },
          { name: 'policy', path: '/policies/:id', action: 'coc:policy:get', page: () => import('@/features/iam/PolicyPage.vue') },
          { name: 'policyEdit', path: '/policies/:id/edit', action: 'coc:policy:update', page: () => import('@/features/iam/PolicyEditorPage.vue') },
        ],
      },
      { id: 'permissionCheck', path: '/permission-check', icon: Finished, action: 'coc:policy:simulate', page: () => import('@/features/iam/SimulatorPage.vue') },
      {
        id: 'projects',
        path: '/projects',
        icon: Folder,
        action: 'coc:project:list',
        page: () => import('@/features/project/ProjectsPage.vue'),
        below: [{ name: 'project', path: '/projects/:id', action: 'coc:project:get', page: () => import('@/features/project/ProjectPage.vue') }],
      },
      { id: 'credentials', path: '/access/sessions', icon: Key, action: ['coc:session:list', 'coc:token:list'], page: () => import('@/features/session/CredentialsPage.vue') },
      {
        id: 'identityProviders',
        path: '/identity-providers',
        icon: Link,
        action: 'coc:identityProvider:list',
        page: () => import('@/features/identity/ProvidersPage.vue'),
        below: [
          { name: 'identityProviderNew', path: '/identity-providers/new', action: 'coc:identityProvider:create', page: () => import('@/features/identity/ProviderPage.vue') },
          { name: 'identityProvider', path: '/identity-providers/:id', action: 'coc:identityProvider:get', page: () => import('@/features/identity/ProviderPage.vue') },
        ],
      },
      { id: 'agencies', path: '/agencies', icon: Suitcase, action: 'coc:agency:list', page: () => import('@/features/agency/AgenciesPage.vue') },
      { id: 'tenants', path: '/tenants', icon: OfficeBuilding, action: 'coc:tenant:list', operator: true, page: () => import('@/features/tenant/TenantsPage.vue') },
    ],
  },
  {
    id: 'audit',
    icon: Tickets,
    items: [{ id: 'traces', path: '/traces', icon: Tickets, action: 'coc:trace:list', page: () => import('@/features/audit/TrailPage.vue') }],
  },
]

interface Viewer {
  can: (action: string) => boolean
  operator: boolean
}
/** What stands between the user and a page: the actions of which one would be enough; none when it may be opened. */
export const missingFor = (page: Pick<NavItem, 'operator'> & { action?: string | string[] }, viewer: Viewer): string[] => {
  const actions = [page.action ?? []].flat()
  return !actions.length || (actions.some(a => viewer.can(a)) && (!page.operator || viewer.operator)) ? [] : actions
}
/** Whether the menu shows the page to this user. */
export const visible = (item: NavItem, viewer: Viewer) => !missingFor(item, viewer).length
