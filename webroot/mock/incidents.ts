import { ago, alarms, engineers, me, newId, now, person, pick, projects, type S } from './data.ts'
import { contains, find, inProject, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'

type Incident = S['Incident']
type Action = S['IncidentAction']
const actions: Record<Incident['state'], Action[]> = {
  unaccepted: ['accept', 'reject', 'forward', 'remark'],
  accepted: ['handle', 'forward', 'changeLevel', 'remark'],
  rejected: ['resubmit', 'close', 'remark'],
  resolved: ['verifyPassed', 'verifyFailed', 'remark'],
  completed: ['remark'],
  closed: ['remark'],
}
const titles = ['Card payments time out at the gateway', 'Order history empty for some customers', 'Search latency above 2 s in eu-west-1', 'Nightly backup of the user database failed', 'Exports stay in the queue', 'Certificate of api.example.org expires in 7 days']
let number = 40
const make = (input: Partial<Incident>): Incident => ({
  id: newId(), number: `INC${String(++number).padStart(6, '0')}`, projectId: projects[0]!.id, title: '', level: 'P3', state: 'unaccepted', category: 'other', source: 'manual', createdAt: now(), updatedAt: now(), version: 1, actions: actions.unaccepted, alarmCount: 0, ...input,
})
export const steps = new Map<string, S['IncidentHistoryEntry'][]>()
const step = (i: Incident, kind: S['IncidentHistoryEntry']['kind'], more: Partial<S['IncidentHistoryEntry']> = {}) => {
  steps.set(i.id, [{ id: newId(), at: now(), kind, by: me, ...more }, ...(steps.get(i.id) ?? [])])
  Object.assign(i, { updatedAt: now(), version: i.version + 1 })
  tell('incident', i.id)
}
const move = (i: Incident, action: Action, state: Incident['state']) => {
  if (!i.actions.includes(action)) throw new Refusal(409, 'Not in this state.', `The incident is ${i.state}; this is not possible (any more).`)
  Object.assign(i, { state, actions: actions[state] })
}
export const incidents: Incident[] = Array.from({ length: 34 }, (_, n) => {
  const state = pick(['unaccepted', 'unaccepted', 'accepted', 'accepted', 'resolved', 'rejected', 'completed', 'closed'] as const)
  const owner = pick([...engineers, undefined])
  const i = make({
    projectId: n % 4 ? projects[1]!.id : projects[n % 3]!.id, title: pick(titles), level: pick(['P1', 'P2', 'P2', 'P3', 'P4', 'P5'] as const), state, actions: actions[state], category: pick(['availability', 'performance', 'other'] as const), source: n % 4 ? 'transfer' : 'manual', region: pick(['eu-west-1', 'ap-east-1']),
    application: pick(['Payments', 'Orders', 'Search']), owner: owner && person(owner), createdBy: n % 4 ? undefined : me, rule: n % 4 ? { id: newId(), name: 'Payments gateway' } : undefined, createdAt: ago(20 + n * 67), updatedAt: ago(3 + n * 60),
    acceptedAt: state === 'unaccepted' ? undefined : ago(12 + n * 60), endedAt: state === 'completed' || state === 'closed' ? ago(n * 30) : undefined, alarmCount: n % 4 ? 1 + (n % 3) : 0, description: 'Error rate above 2 % for 5 minutes on three of four pods.\nSince the deployment of 14:20.',
  })
  const linked = n % 4 ? alarms.slice(n, n + 1 + (n % 3)) : []
  for (const a of linked) a.incident = { id: i.id, number: i.number, title: i.title, state, level: i.level }
  const by = i.owner ?? me
  const system = { name: 'OpenCOC' }
  steps.set(i.id, [
    ...(state === 'accepted' ? [{ id: newId(), at: ago(6 + n * 60), kind: 'remarked' as const, by, text: 'Connection pool on order-db-primary is exhausted: 400 of 400 in use.\nRolling the last change back now.' }] : []),
    ...(state === 'rejected' ? [{ id: newId(), at: ago(8 + n * 60), kind: 'rejected' as const, by, from: 'unaccepted', to: 'rejected', text: 'Not ours: the network team owns this.' }] : []),
    ...(i.acceptedAt && state !== 'rejected' ? [{ id: newId(), at: i.acceptedAt, kind: 'accepted' as const, by, from: 'unaccepted', to: 'accepted' }] : []),
    ...linked.map(a => ({ id: newId(), at: ago(15 + n * 60), kind: 'alarmAttached' as const, by: system, alarm: { id: a.id, number: a.number, name: a.name } })),
    { id: newId(), at: i.createdAt, kind: 'created', by: i.createdBy ?? system, text: i.rule?.name },
  ])
  return i
})

on('GET', '/incidents', ({ query: q }) => {
  const within = (name: string, value: string) => !q.has(name) || q.getAll(name).includes(value)
  const found = incidents.filter(i => inProject(q, i) && contains(q.get('q'), i.title, i.number) && within('state', i.state) && within('level', i.level) && within('source', i.source) && (!q.has('ownerId') || i.owner?.id === q.get('ownerId')) && contains(q.get('application'), i.application) && contains(q.get('region'), i.region))
  return page(found, q)
})
on('POST', '/incidents', ({ body }) => {
  if (body.title.includes('bad')) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'title', message: 'must not be bad' }])
  const { ownerId, ...rest } = body
  const i = make({ ...rest, createdBy: me, owner: ownerId && person(find(engineers, ownerId)) })
  incidents.unshift(i)
  step(i, 'created')
  return i
}, 201)
on('GET', '/incidents/{}', ({ params }) => find(incidents, params[0]))
on('GET', '/incidents/{}/history', ({ params }) => ({ items: steps.get(params[0]!) ?? [] }))

function act(path: string, run: (i: Incident, body: any) => void) {
  on('POST', `/incidents/{}/${path}`, ({ params, body }) => {
    const i = find(incidents, params[0])
    run(i, body ?? {})
    return i
  })
}
act('accept', i => {
  move(i, 'accept', 'accepted')
  i.acceptedAt = now()
  i.owner ??= me
  step(i, 'accepted', { from: 'unaccepted', to: 'accepted' })
})
act('reject', (i, { reason }) => {
  move(i, 'reject', 'rejected')
  i.rejectReason = reason
  step(i, 'rejected', { from: 'unaccepted', to: 'rejected', text: reason })
})
act('resubmit', (i, { ownerId, ...rest }) => {
  move(i, 'resubmit', 'unaccepted')
  Object.assign(i, rest, { owner: ownerId ? person(find(engineers, ownerId)) : undefined })
  step(i, 'resubmitted', { from: 'rejected', to: 'unaccepted' })
})
act('close', (i, { comment }) => {
  move(i, 'close', 'closed')
  i.endedAt = now()
  step(i, 'closed', { from: 'rejected', to: 'closed', text: comment })
})
act('forward', (i, { ownerId, comment }) => {
  const from = i.owner?.name
  i.owner = person(find(engineers, ownerId))
  step(i, 'forwarded', { from, to: i.owner.name, text: comment })
})
act('change-level', (i, { level, reason }) => {
  step(i, 'levelChanged', { from: i.level, to: level, text: reason })
  i.level = level
})
act('handle', (i, { cause, solution, recoveredAt }) => {
  if (recoveredAt && Date.parse(recoveredAt) > Date.now()) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'recoveredAt', message: 'must not be in the future' }])
  move(i, 'handle', 'resolved')
  Object.assign(i, { cause, solution, resolvedAt: now() })
  step(i, 'handled', { from: 'accepted', to: 'resolved', text: solution })
})
act('verify', (i, { passed, comment }) => {
  move(i, passed ? 'verifyPassed' : 'verifyFailed', passed ? 'completed' : 'accepted')
  if (passed) i.endedAt = now()
  step(i, passed ? 'verified' : 'verificationFailed', { from: 'resolved', to: i.state, text: comment })
})
on('POST', '/incidents/{}/remarks', ({ params, body }) => {
  const i = find(incidents, params[0])
  step(i, 'remarked', { text: body.text })
  return steps.get(i.id)![0]
}, 201)
