import { ago, engineers, integrations, newId, now, originals, person, projects, type S } from './data.ts'
import { contains, find, inProject, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'

type Rule = S['ForwardingRule']
export const rules: Rule[] = [
  {
    id: newId(), projectId: projects[1]!.id, name: 'Payments gateway', description: 'Errors and latency of the payment gateway', application: 'Payments', enabled: true, priority: 10, triggerType: 'incident', sources: ['prometheus'], integrationIds: [integrations[0]!.id],
    conditions: { join: 'and', items: [{ key: 'application', operator: 'equals', value: 'Payments' }, { key: 'alarmLevel', operator: 'in', values: ['critical', 'major'] }, { join: 'or', items: [{ key: 'alarmName', operator: 'contains', value: 'Latency' }, { key: 'additional.team', operator: 'regex', value: '^pay' }] }] },
    levels: { critical: 'P1', major: 'P2', minor: 'P3', suggestion: 'none' }, groupBy: ['alarmId'], assignment: { type: 'individual', engineer: person(engineers[0]!), notify: true }, hits: 4211, lastHitAt: ago(3), createdAt: ago(60_000), updatedAt: ago(900),
  },
  { id: newId(), projectId: projects[0]!.id, name: 'Everything else', enabled: false, priority: 20, triggerType: 'alarm', sources: [], integrationIds: [], levels: { critical: 'P1', major: 'P2', minor: 'P3', suggestion: 'P4' }, groupBy: [], hits: 0, createdAt: ago(50_000), updatedAt: ago(50_000) },
]
const flat = (c: any): any[] => (c?.items ? c.items.flatMap((i: any, n: number) => flat(i).map(x => ({ ...x, path: `items[${n}]${x.path ? `.${x.path}` : ''}` }))) : c ? [{ ...c, path: '' }] : [])
function check(body: any) {
  const errors = flat(body.conditions).filter(c => c.operator === 'regex' && c.value === '(').map(c => ({ field: `conditions.${c.path}.value`, message: 'not a regular expression: missing closing )' }))
  if (errors.length) throw new Refusal(400, 'Bad input.', undefined, errors)
}
const fill = (body: any): Partial<Rule> => {
  const { assignment, ...rest } = body
  const engineer = engineers.find(e => e.id === assignment?.engineerId)
  return { ...rest, levels: { critical: 'P1', major: 'P2', minor: 'P3', suggestion: 'P4', ...body.levels }, assignment: assignment && { type: 'individual', notify: assignment.notify ?? true, engineer: engineer && person(engineer) } }
}
const blank = () => ({ projectId: projects[0]!.id, enabled: true, priority: (rules.length + 1) * 10, triggerType: 'incident' as const, sources: [], integrationIds: [], groupBy: ['alarmId'], hits: 0, createdAt: now(), updatedAt: now() })
const text = (a: any, key: string): string => (key.startsWith('additional.') ? a.additional[key.slice(11)] : { alarmName: a.name, alarmLevel: a.level, alarmDesc: a.description, alarmStatus: a.status, alarmSource: a.source, URL: a.url, time: a.startsAt }[key] ?? a[key]) ?? ''
function matches(c: any, a: any): boolean {
  if (!c) return true
  if (c.items) return c.join === 'and' ? c.items.every((i: any) => matches(i, a)) : c.items.some((i: any) => matches(i, a))
  const v = text(a, c.key)
  return { equals: () => v === c.value, notEquals: () => v !== c.value, contains: () => v.includes(c.value), notContains: () => !v.includes(c.value), in: () => c.values.includes(v), regex: () => new RegExp(c.value).test(v) }[c.operator as 'in']()
}

on('GET', '/forwarding-rules', ({ query: q }) => page(rules.filter(r => inProject(q, r) && contains(q.get('q'), r.name) && (!q.has('enabled') || String(r.enabled) === q.get('enabled')) && (!q.has('triggerType') || r.triggerType === q.get('triggerType'))), q))
on('POST', '/forwarding-rules', ({ body }) => {
  check(body)
  const rule = { ...blank(), ...fill(body), id: newId() } as Rule
  rules.push(rule)
  tell('forwardingRule', rule.id)
  return rule
}, 201)
on('POST', '/forwarding-rules/try', ({ body }) => {
  check(body.rule)
  const hit = originals.filter(a => matches(body.rule.conditions, a) && (!body.rule.sources?.length || body.rule.sources.includes(a.source)))
  const level = (a: S['OriginalAlarm']) => (body.rule.triggerType === 'alarm' ? undefined : body.rule.levels?.[a.level])
  const groups = new Set(hit.filter(a => level(a) && level(a) !== 'none').map(a => (body.rule.groupBy ?? ['alarmId']).map((k: string) => text(a, k)).join('|')))
  return { examined: originals.length, matched: hit.length, incidents: groups.size, items: hit.slice(0, 100).map(alarm => ({ alarm, level: level(alarm) === 'none' ? undefined : level(alarm) })) }
})
on('GET', '/forwarding-rules/{}', ({ params }) => find(rules, params[0]))
on('PUT', '/forwarding-rules/{}', ({ params, body }) => {
  check(body)
  tell('forwardingRule', params[0]!)
  return Object.assign(find(rules, params[0]), { conditions: undefined, assignment: undefined }, fill(body), { updatedAt: now() })
})
on('DELETE', '/forwarding-rules/{}', ({ params }) => {
  rules.splice(rules.indexOf(find(rules, params[0])), 1)
  tell('forwardingRule', params[0]!)
})
on('POST', '/forwarding-rules/{}/enable', ({ params }) => Object.assign(find(rules, params[0]), { enabled: true }))
on('POST', '/forwarding-rules/{}/disable', ({ params }) => Object.assign(find(rules, params[0]), { enabled: false }))
on('POST', '/forwarding-rules/{}/copy', ({ params }) => {
  const rule = find(rules, params[0])
  const copy = { ...structuredClone(rule), ...{ id: newId(), name: `${rule.name} (copy)`, enabled: false, hits: 0, lastHitAt: undefined, priority: rules.length * 10 + 10 } }
  rules.push(copy)
  return copy
}, 201)
