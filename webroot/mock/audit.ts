import { ago, alarms, engineers, integrations, me, newId, now, type S } from './data.ts'
import { contains, find, on } from './http.ts'
import { incidents } from './incidents.ts'

type Detail = S['TraceDetail']
const contract: Record<string, [string, string, string?]> = {
  signIn: ['createSession', 'Session'], signOut: ['deleteSession', 'Session'], createUser: ['createUser', 'User', 'coc:user:create'], attachUserPolicy: ['attachPolicy', 'User', 'coc:policy:attach'], acceptIncident: ['actionTicket', 'Ticket', 'coc:incident:accept'], forwardIncident: ['actionTicket', 'Ticket', 'coc:incident:forward'],
  handleIncident: ['actionTicket', 'Ticket', 'coc:incident:handle'], clearAlarms: ['clearAlarm', 'Alarm', 'coc:alarm:clear'], updateIntegration: ['updateIntegrationConfig', 'IntegrationConfig', 'coc:integration:update'], renewIntegrationKey: ['updateIntegrationConfigKey', 'IntegrationConfig', 'coc:integration:renewKey'], deleteIntegration: ['removeIntegrationConfig', 'IntegrationConfig', 'coc:integration:delete'],
  updateNotificationChannel: ['updateNotificationChannel', 'NotificationChannel', 'coc:notificationChannel:update'], createToken: ['createToken', 'Token'], exportTraces: ['exportTraces', 'Trace', 'coc:trace:export'], deleteEngineer: ['deleteEngineer', 'Engineer', 'coc:engineer:delete'],
}
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
const users = new Map([['admin', me], ...['lin.wei', 'ada', 'reader'].map(name => [name, { id: newId(), name }] as const)])
type Step = [who: string, operation: string, thing?: { id: string; name?: string; number?: string; title?: string }, changes?: Detail['changes'], more?: Partial<Detail>]
const [first, second] = incidents
const named = (x: { id: string; number: string }) => ({ id: x.id, name: x.number })
const story: Step[] = [
  ['admin', 'signIn'],
  ['admin', 'createUser', { id: newId(), name: 'reader' }, { name: { after: 'reader' }, displayName: { after: 'Robin Reader' }, password: { after: '***' }, enabled: { after: true } }],
  ['admin', 'attachUserPolicy', { id: newId(), name: 'reader' }, { policies: { before: [], after: [{ id: newId(), name: 'COC ReadOnlyAccess' }] } }],
  ['reader', 'signIn'],
  ['reader', 'acceptIncident', named(first!), {}, { result: 'refused', status: 403, detail: 'This needs the action coc:incident:accept.', omitted: 4 }],
  ['lin.wei', 'signIn', undefined, {}, { result: 'failed', status: 401, detail: 'The user or the password is wrong.', credential: { kind: 'none' }, user: { name: 'lin.wei' } }],
  ['lin.wei', 'signIn'],
  ['lin.wei', 'acceptIncident', named(first!), { state: { before: 'unaccepted', after: 'accepted' }, owner: { after: { id: engineers[0]!.id, name: 'Lin Wei' } } }],
  ['lin.wei', 'forwardIncident', named(second!), { owner: { before: { id: newId(), name: 'Lin Wei' }, after: { id: newId(), name: 'Ada Novak' } }, remark: { after: 'Yours: the database' } }],
  ['ada', 'handleIncident', named(second!), { state: { before: 'accepted', after: 'resolved' }, remark: { after: 'Restarted the replica; lag is back to 0 s' } }, { credential: { kind: 'token', id: newId(), name: 'pager bridge' }, agent: 'curl/8.5.0', address: '2001:db8::17' }],
  ['ada', 'clearAlarms', named(alarms[0]!), { state: { before: 'firing', after: 'cleared' } }],
  ['admin', 'updateIntegration', integrations[0]!, { name: { before: 'Production', after: 'Production cluster' }, description: { after: 'EU and AP production' } }],
  ['admin', 'renewIntegrationKey', integrations[0]!, { key: { before: '***', after: '***' } }],
  ['admin', 'updateNotificationChannel', { id: 'email', name: 'email' }, { settings: { before: { host: 'old.example.org', port: 25, tls: false }, after: { host: 'mail.example.org', port: 587, tls: true, password: '***' } } }],
  ['admin', 'deleteEngineer', { id: newId(), name: 'Zhao Min' }, {}, { result: 'failed', status: 409, detail: 'Zhao Min owns 2 open incidents.' }],
  ['admin', 'createToken', { id: newId(), name: 'nightly report' }, { actions: { after: ['coc:incident:list', 'coc:incident:get'] }, expiresAt: { after: now() } }],
  ['admin', 'exportTraces', undefined, { format: { after: 'csv' }, lines: { after: 4211 } }],
  ['admin', 'signOut'],
]
const COUNT = 160
const traces: Detail[] = Array.from({ length: COUNT }, (_, i) => {
  const [who, operation, thing, changes = {}, more = {}] = story[(COUNT - 1 - i) % story.length]!
  const [name, type, action] = contract[operation]!
  return {
    id: newId(), at: ago(1 + i * 14), name, operation, action, resource: { type, id: thing?.id, name: thing?.name }, result: 'success', user: users.get(who)!, credential: { kind: 'session', id: newId() }, address: `10.0.0.${5 + who.length}`, agent: firefox,
    changed: Object.keys(changes), omitted: 0, number: i ? 48_213 - i : undefined, changes, hash: i ? (i * 7919).toString(16).padStart(8, '0').repeat(8) : undefined, ...more,
  }
})
const left = (q: URLSearchParams) => {
  const from = Date.parse(q.get('from') ?? '') || 0
  const to = Date.parse(q.get('to') ?? '') || Infinity
  const is = (key: string, value?: string) => !q.has(key) || q.getAll(key).includes(value ?? '')
  return traces.filter(t => Date.parse(t.at) >= from && Date.parse(t.at) < to && is('name', t.name) && is('result', t.result) && is('resourceType', t.resource.type) && is('resourceId', t.resource.id) && is('address', t.address) && (!q.get('user') || [t.user.name, t.user.id].includes(q.get('user')!)) && contains(q.get('q'), t.user.name, t.resource.name, t.resource.id, t.detail))
}
on('GET', '/traces', ({ query: q }) => {
  const found = left(q)
  const size = Number(q.get('size') ?? 20)
  const start = Number(q.get('after') ?? 0)
  return { items: found.slice(start, start + size).map(({ changes: _c, hash: _h, ...t }) => t), next: start + size < found.length ? String(start + size) : undefined }
})
on('GET', '/traces/names', () => ({ items: [...new Map(Object.values(contract).map(([name, resourceType]) => [name, { name, resourceType }])).values()].sort((a, b) => a.name.localeCompare(b.name)) }))
on('GET', '/traces/seal', () => ({ head: { number: 48_212, hash: traces[1]!.hash!, at: ago(1) }, unsealed: 1, oldestUnsealedAt: now(), verified: { at: ago(190), number: 47_900, ok: true } }))
on('POST', '/traces/verify', ({ body }): S['TraceVerification'] => {
  const from = body.after ?? 0
  const to = Math.min(from + 20_000, 48_212)
  return { from, to, lines: to - from, complete: to === 48_212, ok: true, hash: traces[1]!.hash! }
})
on('GET', '/traces/export', ({ query }) => ({ items: left(query) }))
on('GET', '/traces/{}', ({ params }) => find(traces, params[0]))
