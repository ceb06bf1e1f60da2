import { ago, alarms, me, newId, now, originals, type S } from './data.ts'
import { contains, find, inProject, on, page } from './http.ts'
import { tell } from './live.ts'

const within = (q: URLSearchParams, name: string, value: string) => !q.has(name) || q.getAll(name).includes(value)

on('GET', '/original-alarms', ({ query: q }) => {
  const from = q.get('from') ? Date.parse(q.get('from')!) : 0
  const found = originals.filter(a => inProject(q, a) && contains(q.get('q'), a.name, a.resourceName) && within(q, 'level', a.level) && within(q, 'status', a.status) && within(q, 'integrationId', a.integrationId) && contains(q.get('application'), a.application) && contains(q.get('region'), a.region) && contains(q.get('fingerprint'), a.fingerprint) && Date.parse(a.receivedAt) >= from)
  const size = Number(q.get('size') ?? 20)
  const start = q.get('after') ? Number(q.get('after')) : 0
  return { items: found.slice(start, start + size).map(({ raw: _r, additional: _a, ...a }) => a), next: start + size < found.length ? String(start + size) : undefined }
})
on('GET', '/original-alarms/{}', ({ params }) => find(originals, params[0]))

on('GET', '/alarms', ({ query: q }) => {
  const view = q.get('view') ?? 'current'
  const found = alarms.filter(a => inProject(q, a) && (view === 'all' || (view === 'current') === (a.state === 'firing')) && contains(q.get('q'), a.name, a.number, a.resourceName) && within(q, 'level', a.level) && within(q, 'integrationId', a.integrationId) && (!q.has('incidentId') || a.incident?.id === q.get('incidentId')) && contains(q.get('application'), a.application) && contains(q.get('region'), a.region))
  return page(found, q)
})
on('POST', '/alarms/clear', ({ body }) => {
  const cleared = alarms.filter(a => body.ids.includes(a.id) && a.state === 'firing')
  for (const a of cleared) Object.assign(a, { state: 'cleared', endedAt: now() })
  tell('alarm', ...cleared.map(a => a.id))
  return { cleared: cleared.map(a => a.id) }
})
on('GET', '/alarms/{}', ({ params }) => find(alarms, params[0]))
on('GET', '/alarms/{}/history', ({ params }) => {
  const a = find(alarms, params[0])
  const items: S['AlarmHistoryEntry'][] = [{ id: newId(), at: a.firstAt, kind: 'fired', toLevel: a.level }]
  if (a.incident) items.unshift({ id: newId(), at: ago(4), kind: 'incidentAttached', incident: a.incident })
  if (a.state !== 'firing') items.unshift({ id: newId(), at: a.endedAt ?? now(), kind: a.state === 'cleared' ? 'cleared' : 'recovered', by: a.state === 'cleared' ? me : undefined, remark: a.state === 'cleared' ? 'Known maintenance' : undefined })
  return { items }
})
