import type { Component } from 'vue'
import { Bell, Connection, Folder, Lock, Message, Odometer, OfficeBuilding, Setting, Share, User, Warning } from '@element-plus/icons-vue'

type Load = () => Promise<{ default: Component }>
/** A page below a list: of one thing, or to make one. */
export interface SubPage {
  name: string
  path: string
  page: Load
}
export interface NavItem {
  id: string
  path: string
  icon: Component
  /** The action without which the page is not in the menu. */
  action: string
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
          { name: 'incidentNew', path: '/incidents/new', page: () => import('@/features/incident/IncidentFormPage.vue') },
          { name: 'incident', path: '/incidents/:id', page: () => import('@/features/incident/IncidentPage.vue') },
          { name: 'incidentResubmit', path: '/incidents/:id/resubmit', page: () => import('@/features/incident/IncidentFormPage.vue') },
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
          { name: 'ruleNew', path: '/forwarding-rules/new', page: () => import('@/features/rule/RulePage.vue') },
          { name: 'rule', path: '/forwarding-rules/:id', page: () => import('@/features/rule/RulePage.vue') },
        ],
      },
      {
        id: 'integrations',
        path: '/integrations',
        icon: Connection,
        action: 'coc:integration:list',
        scoped: true,
        page: () => import('@/features/integration/IntegrationsPage.vue'),
        below: [{ name: 'integration', path: '/integrations/:id', page: () => import('@/features/integration/IntegrationPage.vue') }],
      },
    ],
  },
  {
    id: 'basicConfiguration',
    icon: Setting,
    items: [
      { id: 'engineers', path: '/engineers', icon: User, action: 'coc:engineer:list', page: () => import('@/features/engineer/EngineersPage.vue') },
      { id: 'notifications', path: '/notifications', icon: Message, action: 'coc:notification:list', scoped: true, page: () => import('@/features/notification/NotificationsPage.vue') },
    ],
  },
  {
    id: 'access',
    icon: Lock,
    items: [
      {
        id: 'projects',
        path: '/projects',
        icon: Folder,
        action: 'coc:project:list',
        page: () => import('@/features/project/ProjectsPage.vue'),
        below: [{ name: 'project', path: '/projects/:id', page: () => import('@/features/project/ProjectPage.vue') }],
      },
      { id: 'tenants', path: '/tenants', icon: OfficeBuilding, action: 'coc:tenant:list', operator: true, page: () => import('@/features/tenant/TenantsPage.vue') },
    ],
  },
]

/** Whether the menu shows the page to this user. */
export const visible = (item: NavItem, session: { can: (action: string) => boolean; operator: boolean }) => session.can(item.action) && (!item.operator || session.operator)
