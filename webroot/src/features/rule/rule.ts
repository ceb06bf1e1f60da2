import { api, ok, type Schemas } from '@/shared/api/client'
import { defineResource } from '@/shared/ui/resource'

export type Rule = Schemas['ForwardingRule']
export type RuleInput = Schemas['ForwardingRuleInput']
export type MappedLevel = Schemas['MappedLevel']

export const rules = (mayChange: boolean) =>
  defineResource<Rule>({
    name: 'rule',
    topic: 'forwardingRule',
    sort: 'priority',
    scoped: true,
    list: query => ok(api.GET('/forwarding-rules', { params: { query } })),
    to: row => `/forwarding-rules/${row.id}`,
    title: row => row.name,
    columns: [
      { key: 'priority', label: 'rule.priority', kind: 'number', width: 112, sortable: true },
      { key: 'name', label: 'rule.name', kind: 'link', width: 220, grow: true, sortable: true },
      { key: 'enabled', label: 'rule.state', width: 122 },
      { key: 'triggerType', label: 'rule.trigger', width: 96, options: ['incident', 'alarm'].map(value => ({ value, label: `rule.triggers.${value}` })) },
      { key: 'projectId', label: 'project.project', kind: 'project', width: 130 },
      { key: 'application', label: 'rule.application', width: 120 },
      { key: 'owner', label: 'rule.owner', kind: 'person', value: row => row.assignment?.engineer, width: 164 },
      { key: 'hits', label: 'rule.hits', kind: 'number', width: 86 },
      { key: 'lastHitAt', label: 'rule.lastHitAt', kind: 'ago', width: 124 },
      { key: 'updatedAt', label: 'rule.updatedAt', kind: 'time', width: 158, sortable: true, hidden: true },
      ...(mayChange ? [{ key: 'actions', label: 'table.actions', width: 136 }] : []),
    ],
    filters: [
      { key: 'enabled', label: 'rule.state', options: [{ value: 'true', label: 'rule.enabled' }, { value: 'false', label: 'rule.disabled' }] },
      { key: 'triggerType', label: 'rule.trigger', options: ['incident', 'alarm'].map(value => ({ value, label: `rule.triggers.${value}` })) },
    ],
  })
