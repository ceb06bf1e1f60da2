import { ago, engineers, me, newId, now, person, pick, projects, type S } from './data.ts'
import { contains, find, inProject, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'

type Todo = S['Todo']
type Action = S['TodoAction']
const actions: Record<Todo['state'], Action[]> = { pending: ['accept', 'update', 'cancel', 'remark', 'attach'], processing: ['close', 'remark', 'attach'], closed: [], cancelled: [] }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
let number = 0
const make = (input: Partial<Todo>): Todo => ({
  id: newId(), number: `TODO${String(++number).padStart(6, '0')}`, projectId: projects[0]!.id, name: '', description: '', solution: '', type: 'other', severity: 'minor', state: 'pending', owners: [], notification: 'default', deadline: inDays(3), overdue: false, labels: [], createdBy: me, createdAt: now(), updatedAt: now(), version: 1, actions: actions.pending, ...input,
})
const steps = new Map<string, S['TodoHistoryEntry'][]>()
const files = new Map<string, S['FileAttachment'][]>()
const step = (t: Todo, kind: S['TodoHistoryEntry']['kind'], more: Partial<S['TodoHistoryEntry']> = {}) => {
  steps.set(t.id, [{ id: newId(), at: now(), kind, by: me, ...more }, ...(steps.get(t.id) ?? [])])
  Object.assign(t, { updatedAt: now(), version: t.version + 1 })
  tell('todo', t.id)
}
const file = (name: string, size: number, mediaType: string): S['FileAttachment'] => ({ id: newId(), name, size, mediaType, sha256: 'ab'.repeat(32), createdAt: ago(40), createdBy: me, removable: true })
const names = ['renew-certificates-of-api', 'rotate-backup-keys', 'patch-openssl-on-gateways', '扩容订单库连接池', 'check-disk-growth.eu-west-1', 'retire-legacy-billing']
export const todos: Todo[] = Array.from({ length: 23 }, (_, n) => {
  const state = pick(['pending', 'pending', 'processing', 'closed', 'cancelled'] as const)
  const owners = [person(engineers[n % 3]!), ...(n % 4 ? [] : [person(engineers[(n + 1) % 3]!)])]
  const t = make({
    name: names[n % names.length]!, state, actions: actions[state], owners, severity: pick(['critical', 'major', 'minor', 'suggestion'] as const), type: pick(['scheduledIncident', 'riskWarning', 'other'] as const), deadline: inDays(n % 5 === 1 ? -1 : n % 9), overdue: n % 5 === 1 && (state === 'pending' || state === 'processing'), labels: n % 3 ? ['tls', 'q4'] : [],
    projectId: projects[n % 3]!.id, createdAt: ago(30 + n * 90), updatedAt: ago(10 + n * 90), acceptedBy: state === 'processing' || state === 'closed' ? owners[0] : undefined, acceptedAt: state === 'processing' || state === 'closed' ? ago(9 + n * 60) : undefined, endedAt: state === 'closed' || state === 'cancelled' ? ago(n * 30) : undefined,
    description: 'The certificates of the public gateways expire at the end of the month.\nThree of them are used by partners, who must be told before.', solution: '1. Order the new ones at the CA.\n2. Install them on the standby gateways and switch over.\n3. Check with the partners.',
  })
  steps.set(t.id, [
    ...(t.acceptedAt ? [{ id: newId(), at: t.acceptedAt, kind: 'accepted' as const, by: owners[0]!, from: 'pending', to: 'processing' }] : []),
    { id: newId(), at: t.createdAt, kind: 'attached', by: me, text: 'gateways.xlsx' },
    { id: newId(), at: t.createdAt, kind: 'created', by: me, to: 'pending' },
  ])
  if (n % 2 === 0) files.set(t.id, [file('gateways.xlsx', 48_211, 'application/zip'), file('a-very-long-name-of-a-screenshot-that-somebody-took-of-the-expiry-page-2026-11-23.png', 1_733_120, 'image/png')])
  return t
})

on('GET', '/todos', ({ query: q }) => {
  const within = (name: string, value: string) => !q.has(name) || q.getAll(name).includes(value)
  const tab = q.get('tab')
  const mine = (t: Todo) => t.owners.some(o => o.id === engineers[0]!.id)
  const found = todos.filter(t => (tab === 'pending' ? t.state === 'pending' && mine(t) : tab === 'handled' ? t.acceptedBy?.id === engineers[0]!.id : true) && inProject(q, t) && contains(q.get('q'), t.name, t.number) && within('state', t.state) && within('severity', t.severity) && within('type', t.type) && (!q.has('ownerId') || t.owners.some(o => o.id === q.get('ownerId'))) && (!q.has('label') || t.labels.includes(q.get('label')!)) && within('overdue', String(t.overdue)))
  return page(found, q)
})
const owners = (ids: string[]) => ids.map(id => person(find(engineers, id)))
on('POST', '/todos', ({ body: { ownerIds, version: _, ...rest } }) => {
  if (rest.name.startsWith('bad')) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'name', message: 'must not be bad' }])
  const t = make({ ...rest, projectId: rest.projectId ?? projects[0]!.id, owners: owners(ownerIds) })
  todos.unshift(t)
  step(t, 'created', { to: 'pending' })
  return t
}, 201)
on('GET', '/todos/{}', ({ params }) => find(todos, params[0]))
on('PUT', '/todos/{}', ({ params, body: { ownerIds, version, ...rest } }) => {
  const t = find(todos, params[0])
  if (version && version !== t.version) throw new Refusal(409, 'Conflict.', `The to-do ${t.number} was changed since: load it again.`)
  Object.assign(t, rest, { owners: owners(ownerIds) })
  step(t, 'updated')
  return t
})
on('GET', '/todos/{}/history', ({ params }) => ({ items: steps.get(params[0]!) ?? [] }))
function act(path: string, action: Action, state: Todo['state'], kind: S['TodoHistoryEntry']['kind']) {
  on('POST', `/todos/{}/${path}`, ({ params, body }) => {
    const t = find(todos, params[0])
    if (!t.actions.includes(action)) throw new Refusal(409, 'Not in this state.', `The to-do ${t.number} is ${t.state}: this cannot be done now.`)
    step(t, kind, { from: t.state, to: state, text: body?.comment })
    Object.assign(t, { state, actions: actions[state], ...(kind === 'accepted' ? { acceptedAt: now(), acceptedBy: t.owners[0] } : { endedAt: now() }) })
    return t
  })
}
act('accept', 'accept', 'processing', 'accepted')
act('close', 'close', 'closed', 'closed')
act('cancel', 'cancel', 'cancelled', 'cancelled')
on('POST', '/todos/{}/remarks', ({ params, body }) => {
  const t = find(todos, params[0])
  step(t, 'remarked', { text: body.text })
  return steps.get(t.id)![0]
}, 201)
on('GET', '/todos/{}/attachments', ({ params }) => ({ items: files.get(params[0]!) ?? [] }))
on('POST', '/todos/{}/attachments', ({ params, query, body }) => {
  const t = find(todos, params[0])
  const name = query.get('name')!
  if (name.endsWith('.exe')) throw new Refusal(415, 'Unsupported media type', 'The content is of no kind that is taken: images, videos, PDF, archives, office documents, captures and text are.')
  const added = file(name, String(body ?? '').length, 'text/plain')
  files.set(t.id, [...(files.get(t.id) ?? []), added])
  step(t, 'attached', { text: name })
  return added
}, 201)
let last = 0
on('GET', '/todos/{}/attachments/{}', ({ params }) => {
  if (Date.now() - last < 5000) throw new Refusal(429, 'Too many requests', 'The next download can begin 5 seconds after the one before.', undefined, 5)
  last = Date.now()
  return find(files.get(params[0]!) ?? [], params[1])
})
on('DELETE', '/todos/{}/attachments/{}', ({ params }) => {
  const t = find(todos, params[0])
  const gone = find(files.get(t.id) ?? [], params[1])
  files.set(t.id, files.get(t.id)!.filter(f => f !== gone))
  step(t, 'detached', { text: gone.name })
})
