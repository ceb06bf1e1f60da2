import { readFileSync } from 'node:fs'
import { ago, me, newId, now, projects, type S } from './data.ts'
import { contains, find, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'

type User = Omit<S['User'], 'groups'>
const user = (name: string, displayName: string, more: Partial<User> = {}): User => ({ id: newId(), name, displayName, email: `${name}@example.org`, language: 'en', enabled: true, mustChangePassword: false, createdAt: ago(80_000), ...more })
export const users: User[] = [
  { ...user('admin', 'Administrator'), id: me.id! },
  user('ada.novak', 'Ada Novak'),
  user('linwei', 'Lin Wei', { language: 'zh' }),
  user('maria.costa', 'Maria Costa', { enabled: false }),
  user('zhaomin', '赵敏', { language: 'zh', email: undefined, mustChangePassword: true }),
  ...Array.from({ length: 24 }, (_, i) => user(`engineer${i + 1}`, `Engineer ${i + 1}`, { createdAt: ago(5000 - i) })),
]
const groups: (Pick<S['Group'], 'id' | 'name' | 'description' | 'externalNames' | 'createdAt'> & { members: string[] })[] = [
  { id: newId(), name: 'Administrators', description: 'Keep users, policies and the rest in order', externalNames: [], createdAt: ago(80_000), members: [users[0]!.id] },
  { id: newId(), name: 'On-call engineers', description: 'Whoever may be woken at night', externalNames: ['/ops/on-call', 'sre'], createdAt: ago(70_000), members: users.slice(1, 22).map(u => u.id) },
  { id: newId(), name: 'Readers', externalNames: [], createdAt: ago(60_000), members: [users[3]!.id] },
]

const contract = JSON.parse(readFileSync(new URL('../../core/target/classes/contract/openapi.json', import.meta.url), 'utf8'))
const reaches = new Map(Object.values<any>(contract.paths).flatMap(p => Object.values<any>(p)).map(o => [o['x-action'], o['x-reach'] ?? 'tenant']))
const level = (action: string) => (action.endsWith(':list') ? 'list' : action.endsWith(':get') ? 'read' : 'write')
const kinds: S['PermissionResource'][] = Object.entries<any>(contract['x-resources']).map(([resource, text]) => ({
  resource, text, actions: Object.entries<any>(contract['x-actions']).filter(([a]) => a.split(':')[1] === resource).map(([action, text]) => ({ action, text, level: level(action), reach: reaches.get(action) ?? 'tenant' })),
}))
const allow = (...Action: string[]): S['PolicyDocument'] => ({ Version: '1.1', Statement: [{ Effect: 'Allow', Action }] })
type Policy = Omit<S['PolicyDetail'], 'attachmentCount' | 'attachments' | 'warnings'>
export const policies: Policy[] = [
  { id: newId(), name: 'COC FullAccess', type: 'system', text: { en: 'Everything.', zh: '所有权限。' }, document: allow('coc:*:*') },
  { id: newId(), name: 'COC ReadOnlyAccess', type: 'system', text: { en: 'See everything but secrets, and change nothing.', zh: '查看除密钥以外的所有内容，不能修改。' }, document: allow('coc:*:list', 'coc:*:get') },
  { id: newId(), name: 'Incident Responder', type: 'system', text: { en: 'Handle alarms and incidents.', zh: '处理告警和事件单。' }, document: allow('coc:overview:get', 'coc:alarm:*', 'coc:originalAlarm:list', 'coc:incident:*', 'coc:warRoom:*', 'coc:engineer:list', 'coc:forwardingRule:get') },
  {
    id: newId(), name: 'Night shift', type: 'custom', description: 'Incidents of two projects, from the office only; nothing is deleted', createdAt: ago(9000), updatedAt: ago(400),
    document: {
      Version: '1.1',
      Statement: [
        { Effect: 'Allow', Action: ['coc:incident:*', 'coc:alarm:list', 'coc:alarm:get', 'scm:cert:complete'], Condition: { StringEquals: { 'g:EnterpriseProjectId': [projects[1]!.id, projects[2]!.id] }, IpAddress: { 'g:SourceIp': ['10.1.0.0/16', '2001:db8::/32'] } } },
        { Effect: 'Deny', Action: ['coc:*:delete'], Resource: ['coc:*:*:integration:*'], Condition: { DateGreaterThanEquals: { 'g:CurrentTime': ['2026-01-31T08:00:00Z'] }, StringLike: { 'g:ResourceTag/env': ['prod*'] } } },
      ],
    },
  },
]
type Given = { id: string; policyId: string; to: string; projectId?: string; createdAt: string }
let given: Given[] = [
  { policyId: policies[0]!.id, to: groups[0]!.id },
  { policyId: policies[2]!.id, to: groups[1]!.id },
  { policyId: policies[3]!.id, to: groups[1]!.id, projectId: projects[1]!.id },
  { policyId: policies[1]!.id, to: groups[2]!.id },
  { policyId: policies[1]!.id, to: users[1]!.id, projectId: projects[2]!.id },
].map(g => ({ ...g, id: newId(), createdAt: ago(3000) }))

const named = (thing?: { id: string; name: string }) => thing && { id: thing.id, name: thing.name }
function attachment(g: Given): S['Attachment'] {
  const policy = find(policies, g.policyId)
  const group = groups.find(x => x.id === g.to)
  const to = group ? { type: 'group' as const, ...named(group)! } : { type: 'user' as const, ...named(find(users, g.to))! }
  return { id: g.id, policy: { ...named(policy)!, type: policy.type }, to, project: named(projects.find(p => p.id === g.projectId)), createdAt: g.createdAt, createdBy: me }
}
const groupsOf = (u: { id: string }) => groups.filter(g => g.members.includes(u.id))
const userOf = (u: User): S['User'] => ({ ...u, groups: groupsOf(u).map(g => named(g)!) })
const userDetail = (u: User): S['UserDetail'] => ({ ...userOf(u), attachments: given.filter(g => g.to === u.id || groupsOf(u).some(x => x.id === g.to)).map(attachment) })
const groupOf = ({ members, ...g }: (typeof groups)[0]): S['Group'] => ({ ...g, memberCount: members.length, attachmentCount: given.filter(x => x.to === g.id).length })
const groupDetail = (g: (typeof groups)[0]): S['GroupDetail'] => ({ ...groupOf(g), members: g.members.map(id => find(users, id)).map(({ id, name, displayName, enabled }) => ({ id, name, displayName, enabled })), attachments: given.filter(x => x.to === g.id).map(attachment) })
const policyOf = ({ document: _, ...p }: Policy): S['Policy'] => ({ ...p, attachmentCount: given.filter(g => g.policyId === p.id).length })
const policyDetail = (p: Policy): S['PolicyDetail'] => ({ ...policyOf(p), document: p.document, warnings: checked(p.document).warnings, attachments: given.filter(g => g.policyId === p.id).map(attachment) })

const meaning = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`)
function checked(document: any): S['PolicyCheck'] {
  const errors: S['PolicyRemark'][] = []
  const warnings: S['PolicyRemark'][] = []
  const wrong = (field: string, message: string) => errors.push({ field: `document${field}`, message })
  if (document?.Version !== '1.1') wrong('.Version', 'must be "1.1"')
  if (!Array.isArray(document?.Statement) || !document.Statement.length) wrong('.Statement', 'must be 1 to 100 statements')
  else
    document.Statement.forEach((s: any, i: number) => {
      const at = `.Statement[${i}]`
      for (const key of Object.keys(s)) if (!['Effect', 'Action', 'Resource', 'Condition'].includes(key)) wrong(`${at}.${key}`, 'is not known; allowed are Action, Condition, Effect, Resource')
      if (!['Allow', 'Deny'].includes(s.Effect)) wrong(`${at}.Effect`, 'must be Allow or Deny')
      if (!Array.isArray(s.Action) || !s.Action.length) wrong(`${at}.Action`, 'must be an array of 1 to 100 texts')
      else
        s.Action.forEach((a: string, n: number) => {
          if (!/^[a-zA-Z0-9*-]+(:[a-zA-Z0-9*-]+){2}$/.test(a)) return wrong(`${at}.Action[${n}]`, 'is not an action like coc:incident:list, in which * stands for any characters')
          const field = `document${at}.Action[${n}]`
          if (!a.startsWith('coc:')) warnings.push({ field, message: `${a} belongs to another service and has no effect here` })
          else if (!kinds.some(k => k.actions.some(x => meaning(a).test(x.action)))) warnings.push({ field, message: `${a} is not an action of this server and has no effect yet` })
        })
      const networks = s.Condition?.IpAddress?.['g:SourceIp'] ?? []
      networks.forEach((v: string, n: number) => /^[0-9a-fA-F:.]+(\/\d+)?$/.test(v) || wrong(`${at}.Condition.IpAddress.g:SourceIp[${n}]`, 'is not an address or network like 10.1.0.0/16 or 2001:db8::/32'))
    })
  return { valid: !errors.length, errors, warnings }
}
function accept(body: any) {
  const { errors } = checked(body.document)
  if (errors.length) throw new Refusal(400, 'Bad input.', undefined, errors)
}

on('GET', '/users', ({ query: q }) => page(users.map(userOf).filter(u => contains(q.get('q'), u.name, u.displayName, u.email) && (!q.has('enabled') || String(u.enabled) === q.get('enabled')) && (!q.has('groupId') || u.groups.some(g => g.id === q.get('groupId')))), q))
on('POST', '/users', ({ body }) => {
  if (users.some(u => u.name === body.name)) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'name', message: 'is taken' }])
  if (body.password.length < 12) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'password', message: 'must have at least 12 characters' }])
  const { groupIds = [], password: _, ...rest } = body
  const made = { ...user(body.name, body.displayName), email: undefined, language: undefined, mustChangePassword: true, ...rest, createdAt: now() }
  users.push(made)
  for (const id of groupIds) find(groups, id).members.push(made.id)
  tell('user', made.id)
  return userDetail(made)
}, 201)
on('GET', '/users/{}', ({ params }) => userDetail(find(users, params[0])))
on('PUT', '/users/{}', ({ params, body }) => userDetail(Object.assign(find(users, params[0]), { email: undefined, language: undefined }, body)))
on('DELETE', '/users/{}', ({ params }) => {
  const gone = find(users, params[0])
  if (gone.id === me.id) throw new Refusal(409, 'Conflict.', 'Nobody can delete themselves.')
  users.splice(users.indexOf(gone), 1)
  groups.forEach(g => (g.members = g.members.filter(m => m !== gone.id)))
})
on('POST', '/users/{}/enable', ({ params }) => userDetail(Object.assign(find(users, params[0]), { enabled: true })))
on('POST', '/users/{}/disable', ({ params }) => userDetail(Object.assign(find(users, params[0]), { enabled: false })))
on('POST', '/users/{}/reset-password', ({ body }) => {
  if (body.password.length < 12) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'password', message: 'must have at least 12 characters' }])
})
for (const kind of ['users', 'groups']) {
  on('POST', `/${kind}/{}/attachments`, ({ params, body }) => {
    if (given.some(g => g.to === params[0] && g.policyId === body.policyId && g.projectId === body.projectId)) throw new Refusal(409, 'Conflict.', 'They have this policy already.')
    const g = { id: newId(), to: params[0]!, ...body, createdAt: now() }
    given.push(g)
    return attachment(g)
  }, 201)
  on('DELETE', `/${kind}/{}/attachments/{}`, ({ params }) => void (given = given.filter(g => g.id !== params[1])))
}
on('GET', '/groups', ({ query: q }) => page(groups.filter(g => contains(q.get('q'), g.name, g.description) && (!q.has('userId') || g.members.includes(q.get('userId')!))).map(groupOf), q, (g: any, key) => g[key === 'members' ? 'memberCount' : key] ?? ''))
on('POST', '/groups', ({ body }) => {
  groups.push({ externalNames: [], ...body, id: newId(), createdAt: now(), members: [] })
  return groupDetail(groups.at(-1)!)
}, 201)
on('GET', '/groups/{}', ({ params }) => groupDetail(find(groups, params[0])))
on('PUT', '/groups/{}', ({ params, body }) => groupDetail(Object.assign(find(groups, params[0]), { description: undefined, externalNames: [] }, body)))
on('DELETE', '/groups/{}', ({ params }) => {
  const gone = find(groups, params[0])
  if (gone === groups[0]) throw new Refusal(409, 'Conflict.', 'Nobody could administer the tenant afterwards.')
  groups.splice(groups.indexOf(gone), 1)
  given = given.filter(g => g.to !== gone.id)
})
on('POST', '/groups/{}/members', ({ params, body }) => {
  const group = find(groups, params[0])
  group.members = [...new Set([...group.members, ...body.userIds])]
  return groupDetail(group)
})
on('DELETE', '/groups/{}/members/{}', ({ params }) => {
  const group = find(groups, params[0])
  group.members = group.members.filter(m => m !== params[1])
})
on('GET', '/policies', ({ query: q }) => page(policies.map(policyOf).filter(p => contains(q.get('q'), p.name, p.description) && (!q.has('type') || p.type === q.get('type'))), q, (p: any, key) => p[key === 'attachments' ? 'attachmentCount' : key] ?? ''))
on('POST', '/policies', ({ body }) => {
  accept(body)
  policies.push({ ...body, id: newId(), type: 'custom', createdAt: now(), updatedAt: now() })
  return policyDetail(policies.at(-1)!)
}, 201)
on('POST', '/policies/check', ({ body }) => checked(body.document))
on('GET', '/policies/{}', ({ params }) => policyDetail(find(policies, params[0])))
on('PUT', '/policies/{}', ({ params, body }) => {
  accept(body)
  return policyDetail(Object.assign(find(policies, params[0]), { description: undefined }, body, { updatedAt: now() }))
})
on('DELETE', '/policies/{}', ({ params }) => {
  const gone = policyOf(find(policies, params[0]))
  if (gone.attachmentCount) throw new Refusal(409, 'Conflict.', `${gone.attachmentCount} users and groups have this policy.`)
  policies.splice(policies.findIndex(p => p.id === gone.id), 1)
})
on('GET', '/permissions', () => ({ items: kinds }))
on('POST', '/permissions/simulate', ({ body }) => {
  const who = userDetail(find(users, body.userId))
  const all = [...who.attachments.map(a => ({ policy: find(policies, a.policy.id), a })), ...(body.extraDocument ? [{ policy: { name: 'extra document', id: undefined, document: body.extraDocument }, a: undefined }] : [])]
  const considered = all.flatMap(({ policy, a }) =>
    policy.document.Statement.map((s: any, index: number): S['Simulation']['considered'][0] => {
      const statement = { policy: policy.name, policyId: policy.id, index, effect: s.Effect, group: a?.to.type === 'group' ? a.to.name : undefined, project: a?.project, statement: s }
      if (!s.Action.some((x: string) => meaning(x).test(body.action))) return { statement, outcome: 'otherAction' }
      if (s.Resource && !s.Resource.some((r: string) => meaning(r.split(':')[3]!).test(body.action.split(':')[1]))) return { statement, outcome: 'otherThing' }
      if (a?.project && a.project.id !== body.projectId) return { statement, outcome: 'conditionFails', failing: 'g:EnterpriseProjectId of the attachment' }
      if (s.Condition?.IpAddress && !body.sourceIp?.startsWith('10.1.')) return { statement, outcome: 'conditionFails', failing: 'IpAddress g:SourceIp' }
      return { statement, outcome: s.Effect === 'Allow' ? 'allows' : 'denies' }
    }),
  )
  const deciding = considered.find(c => c.outcome === 'denies') ?? considered.find(c => c.outcome === 'allows')
  const allowed = deciding?.outcome === 'allows'
  const reason = deciding ? { en: `Statement ${deciding.statement.index + 1} of ${deciding.statement.policy} ${deciding.outcome} it.`, zh: `由策略 ${deciding.statement.policy} 的第 ${deciding.statement.index + 1} 条语句决定。` } : { en: 'No statement allows it.', zh: '没有语句允许此操作。' }
  return { allowed, reason, decidingStatement: deciding?.statement, considered }
})
