import { fromContract, groupKeys, toContract, type Group } from './conditions'
import type { MappedLevel, Rule, RuleInput } from './rule'

export type Grouping = 'alarmId' | 'alarmName' | 'custom' | 'all'
/** A rule while it is edited: every field present, the grouping as the choice that the user sees. */
export interface Draft {
  /** None until the user chooses one. */
  projectId: string | undefined
  name: string
  description: string
  application: string
  enabled: boolean
  priority: number | undefined
  triggerType: 'incident' | 'alarm'
  sources: string[]
  integrationIds: string[]
  conditions: Group
  levels: { critical: MappedLevel; major: MappedLevel; minor: MappedLevel; suggestion: MappedLevel }
  grouping: Grouping
  groupKeys: string[]
  engineerId: string | undefined
  notify: boolean
}

export function groupingOf(groupBy: string[]): Grouping {
  if (!groupBy.length) return 'all'
  return groupBy.length === 1 && (groupBy[0] === 'alarmId' || groupBy[0] === 'alarmName') ? groupBy[0] : 'custom'
}

export function draftOf(rule?: Rule): Draft {
  const groupBy = rule?.groupBy ?? ['alarmId']
  const grouping = groupingOf(groupBy)
  return {
    projectId: rule?.projectId,
    name: rule?.name ?? '',
    description: rule?.description ?? '',
    application: rule?.application ?? '',
    enabled: rule?.enabled ?? true,
    priority: rule?.priority,
    triggerType: rule?.triggerType ?? 'incident',
    sources: rule?.sources ?? [],
    integrationIds: rule?.integrationIds ?? [],
    conditions: fromContract(rule?.conditions),
    levels: rule?.levels ?? { critical: 'P1', major: 'P2', minor: 'P3', suggestion: 'P4' },
    grouping,
    groupKeys: grouping === 'custom' ? groupBy : [groupKeys[5]],
    engineerId: rule?.assignment?.engineer?.id,
    notify: rule?.assignment?.notify ?? true,
  }
}

export function inputOf(draft: Draft): RuleInput {
  const text = (s: string) => s.trim() || undefined
  const groupBy = { alarmId: ['alarmId'], alarmName: ['alarmName'], custom: draft.groupKeys, all: [] }[draft.grouping]
  return {
    projectId: draft.projectId,
    name: draft.name.trim(),
    description: text(draft.description),
    application: text(draft.application),
    enabled: draft.enabled,
    priority: draft.priority || undefined,
    triggerType: draft.triggerType,
    sources: draft.sources,
    integrationIds: draft.integrationIds,
    conditions: toContract(draft.conditions),
    levels: draft.levels,
    groupBy,
    assignment: draft.engineerId ? { type: 'individual', engineerId: draft.engineerId, notify: draft.notify } : undefined,
  }
}
/** The server names places of `rule` when a rule is tried, and of the body when it is saved. */
export const bareField = (field: string) => field.replace(/^rule\./, '')
