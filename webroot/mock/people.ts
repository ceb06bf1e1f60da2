import { alarms as allAlarms, engineers, newId, now, type S } from './data.ts'
import { incidents as allIncidents, steps } from './incidents.ts'
import { contains, find, inProject, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'
import { todos } from './todos.ts'

on('GET', '/engineers', ({ query }) => page(engineers.filter(e => contains(query.get('q'), e.name, e.alias, e.email)), query))
on('GET', '/engineer-choices', ({ query }) => page(engineers.filter(e => contains(query.get('q'), e.name) && (!query.has('id') || e.id === query.get('id')) && (query.get('user') !== 'true' || !!e.userId)).map(({ id, name }) => ({ id, name })), query))
const check = (body: any) => {
  if (body.email && !/^[^@\s]+@[^@\s]+$/.test(body.email)) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'email', message: 'must be a mail address' }])
}
on('POST', '/engineers', ({ body }) => {
  check(body)
  const engineer: S['Engineer'] = { language: 'en', ...body, id: newId(), createdAt: now() }
  engineers.unshift(engineer)
  tell('engineer', engineer.id)
  return engineer
}, 201)
on('GET', '/engineers/{}', ({ params }) => find(engineers, params[0]))
on('PUT', '/engineers/{}', ({ params, body }) => {
  check(body)
  const engineer = find(engineers, params[0])
  tell('engineer', engineer.id)
  return Object.assign(engineer, { alias: undefined, email: undefined }, body)
})
on('DELETE', '/engineers/{}', ({ params }) => {
  const engineer = find(engineers, params[0])
  const open = allIncidents.filter(i => i.owner?.id === engineer.id && !i.endedAt).length
  if (open) throw new Refusal(409, 'Still in use.', `${engineer.name} owns ${open} open incidents.`)
  engineers.splice(engineers.indexOf(engineer), 1)
  tell('engineer', engineer.id)
})

const count = <T>(items: T[], key: (item: T) => string) => {
  const counts: Record<string, number> = {}
  for (const i of items) counts[key(i)] = (counts[key(i)] ?? 0) + 1
  return counts
}
on('GET', '/overview', ({ query }) => {
  const incidents = allIncidents.filter(i => inProject(query, i))
  const alarms = allAlarms.filter(a => inProject(query, a))
  const open = incidents.filter(i => !i.endedAt)
  const firing = alarms.filter(a => a.state === 'firing')
  const half = 1_800_000
  const start = Math.floor(Date.now() / half) * half - 47 * half
  const hours = Array.from({ length: 48 }, (_, i) => {
    const at = start + i * half
    const within = (time: string) => Date.parse(time) >= at && Date.parse(time) < at + half
    const begun = alarms.filter(a => within(a.firstAt))
    const of = (level: string) => begun.filter(a => a.level === level).length
    return { at: new Date(at).toISOString(), critical: of('critical'), major: of('major'), minor: of('minor'), suggestion: of('suggestion'), incidents: incidents.filter(x => within(x.createdAt)).length }
  })
  const recent = incidents.flatMap(i => (steps.get(i.id) ?? []).map(s => ({ at: s.at, kind: s.kind, by: s.by, incident: { id: i.id, number: i.number, title: i.title, state: i.state, level: i.level } })))
  return {
    todosToAccept: todos.filter(t => t.state === 'pending' && inProject(query, t)).length, incidentsToHandle: open.length, incidentsByLevel: count(open, i => i.level), incidentsByState: count(incidents, i => i.state), alarmsToHandle: firing.length, alarmsByLevel: count(firing, a => a.level),
    hours, recent: recent.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 10),
  }
})
