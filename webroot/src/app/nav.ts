import type { Component } from 'vue'
import { Bell, Warning } from '@element-plus/icons-vue'

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
    id: 'incidentManagement',
    icon: Bell,
    items: [{ id: 'incidents', path: '/', icon: Warning, action: 'coc:incident:list', page: () => import('@/features/incident/IncidentsPage.vue') }],
  },
]
