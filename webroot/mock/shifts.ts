import { engineers, me, newId, now, person, type S } from './data.ts'
import { contains, find, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'

const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
const [lin, ada, maria, zhao] = engineers.map(person) as [S['Person'], S['Person'], S['Person'], S['Person']]
const role = (name: string): S['ShiftRole'] => ({ id: newId(), name })
const scenarios: S['ShiftScenario'][] = [
  { id: newId(), name: 'On-call', description: 'Whoever is called at night and on weekends', mode: 'shift', dimension: 'global', zone: 'UTC', createdAt: now(), roles: [role('Primary'), role('Backup')] },
  { id: newId(), name: 'Service desk', mode: 'fixed', dimension: 'application', zone: 'Europe/Berlin', createdAt: now(), roles: [role('Desk')] },
  { id: newId(), name: 'Release watch', mode: 'shift', dimension: 'application', zone: 'America/New_York', createdAt: now(), roles: [] },
]
const [onCall, desk] = scenarios as [S['ShiftScenario'], S['ShiftScenario']]
interface Slot { id: string; scenario: string; roleId: string; day: string; name?: string; start: string; end: string; people: S['Person'][]; version: number }
const slots: Slot[] = []
for (let n = -20; n < 40; n++) {
  const add = (i: number, name: string, start: string, end: string, people: S['Person'][]) => slots.push({ id: newId(), scenario: onCall.id, roleId: onCall.roles[i]!.id, day: day(n), name, start, end, people, version: 1 })
  add(0, 'Day', '08:00', '20:00', n % 9 === 4 ? [] : [[lin, ada, maria][Math.abs(Math.floor(n / 3)) % 3]!])
  add(0, 'Night', '20:00', '08:00', [[maria, lin, ada][Math.abs(Math.floor(n / 3)) % 3]!])
  if (n % 6 !== 2) add(1, 'Day', '00:00', '00:00', n % 7 === 1 ? [lin, zhao] : [zhao])
}
const members: (S['ShiftMember'] & { scenario: string })[] = [
  { id: newId(), scenario: desk.id, roleId: desk.roles[0]!.id, engineer: ada, application: 'shop' },
  { id: newId(), scenario: desk.id, roleId: desk.roles[0]!.id, engineer: zhao, application: 'shop', region: 'north', from: day(3) },
]
const standIns: (S['ShiftOverride'] & { scenario: string })[] = [
  { id: newId(), scenario: onCall.id, roleId: onCall.roles[0]!.id, engineer: zhao, replaces: lin, startsAt: `${day(1)}T08:00:00Z`, endsAt: `${day(1)}T14:00:00Z`, reason: 'Dentist', createdBy: me, createdAt: now() },
]
const feeds: S['ShiftFeed'][] = [{ id: newId(), kind: 'engineer', of: ada, createdBy: me, createdAt: now() }]
const at = (d: string, time: string) => `${d}T${time}:00Z`
const next = (d: string) => new Date(Date.parse(`${d}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const endOf = (s: Slot) => at(s.end <= s.start ? next(s.day) : s.day, s.end)
const first = slots.find(s => s.day === day(2) && s.name === 'Day' && s.people.length)!
const second = slots.find(s => s.day > first.day && s.name === 'Night' && s.people[0]!.id !== first.people[0]!.id)!
const swaps: S['ShiftSwap'][] = [
  { id: newId(), scenario: person(onCall), engineer: first.people[0]!, other: second.people[0]!, state: 'asked', slotId: first.id, otherSlotId: second.id, startsAt: at(first.day, first.start), endsAt: endOf(first), otherStartsAt: at(second.day, second.start), otherEndsAt: endOf(second), message: 'A wedding in the family', askedAt: now(), mayAnswer: true, mayWithdraw: true },
]
const name = (id: string) => person(engineers.find(e => e.id === id) ?? { id, name: '?' })
const named = (body: any, id?: string) => {
  if (scenarios.some(s => s.name === body.name && s.id !== id)) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'name', message: 'is taken by another scenario' }])
}
const changed = (id: string | undefined) => tell('schedule', id!)

on('GET', '/shift-scenarios', ({ query: q }) => page(scenarios.filter(s => contains(q.get('q'), s.name, s.description) && (!q.has('mode') || q.get('mode') === s.mode) && (!q.has('dimension') || q.get('dimension') === s.dimension)), q))
on('POST', '/shift-scenarios', ({ body }) => {
  named(body)
  const made = { ...body, id: newId(), createdAt: now(), roles: [], areas: [] }
  scenarios.push(made)
  changed(made.id)
  return made
}, 201)
on('GET', '/shift-scenarios/{}', ({ params }) => ({ ...find(scenarios, params[0]), areas: members.filter(m => m.scenario === params[0]).map(({ application, region }) => ({ application, region })) }))
on('PUT', '/shift-scenarios/{}', ({ params, body }) => {
  named(body, params[0])
  changed(params[0])
  return Object.assign(find(scenarios, params[0]), { description: undefined }, body)
})
on('DELETE', '/shift-scenarios/{}', ({ params }) => {
  const scenario = find(scenarios, params[0])
  if (slots.some(s => s.scenario === scenario.id) || members.some(m => m.scenario === scenario.id)) throw new Refusal(409, 'In use.', `The scenario cannot be deleted: the role ${scenario.roles[0]?.name} is used, people are on it.`)
  scenarios.splice(scenarios.indexOf(scenario), 1)
  changed(scenario.id)
})
on('POST', '/shift-scenarios/{}/roles', ({ params, body }) => {
  const made = { ...body, id: newId() }
  find(scenarios, params[0]).roles.push(made)
  changed(params[0])
  return made
}, 201)
on('DELETE', '/shift-scenarios/{}/roles/{}', ({ params }) => {
  const { roles } = find(scenarios, params[0])
  if (slots.some(s => s.roleId === params[1]) || members.some(m => m.roleId === params[1])) throw new Refusal(409, 'In use.', 'The role cannot be deleted: people are on it.')
  roles.splice(roles.indexOf(find(roles, params[1])), 1)
})
on('GET', '/shift-scenarios/{}/members', ({ params }) => ({ items: members.filter(m => m.scenario === params[0]) }))
on('DELETE', '/shift-scenarios/{}/members/{}', ({ params }) => void members.splice(members.indexOf(find(members, params[1])), 1))
on('GET', '/shift-scenarios/{}/calendar', ({ params, query }) => {
  const scenario = find(scenarios, params[0])
  const [from, to] = [query.get('from') ?? day(0), query.get('to') ?? day(6)]
  const own = slots.filter(s => s.scenario === scenario.id && s.day >= from && s.day <= to)
  const entries: S['ShiftEntry'][] = own.map(s => ({ id: s.id, roleId: s.roleId, day: s.day, name: s.name, start: s.start, end: s.end, startsAt: at(s.day, s.start), endsAt: endOf(s), engineers: s.people, version: s.version }))
  for (const m of members.filter(m => m.scenario === scenario.id && (m.region ?? '') === (query.get('region') ?? ''))) entries.push({ id: m.id, roleId: m.roleId, startsAt: at(m.from && m.from > from ? m.from : from, '00:00'), endsAt: at(next(to), '00:00'), engineers: [m.engineer] })
  const gaps = own.filter(s => !s.people.length).map(s => ({ roleId: s.roleId, startsAt: at(s.day, s.start), endsAt: endOf(s) }))
  if (scenario === onCall) for (let n = -20; n < 40; n++) if (n % 6 === 2 && day(n) >= from && day(n) <= to) gaps.push({ roleId: onCall.roles[1]!.id, startsAt: at(day(n), '00:00'), endsAt: at(next(day(n)), '00:00') })
  const doubles = entries.flatMap(e => entries.filter(o => o.id > e.id && o.roleId !== e.roleId && o.startsAt < e.endsAt && e.startsAt < o.endsAt).flatMap(o => e.engineers.filter(p => o.engineers.some(x => x.id === p.id)).map(engineer => ({ engineer, startsAt: e.startsAt > o.startsAt ? e.startsAt : o.startsAt, endsAt: e.endsAt < o.endsAt ? e.endsAt : o.endsAt }))))
  return { zone: scenario.zone, from, to, today: day(0), me: lin.id, roles: scenario.roles, entries, gaps, doubles, overrides: standIns.filter(o => o.scenario === scenario.id && o.endsAt >= from && o.startsAt.slice(0, 10) <= to) } satisfies S['ShiftCalendar']
})
on('PUT', '/shift-scenarios/{}/slots/{}', ({ params, body }) => {
  const slot = find(slots, params[1])
  if (slot.version !== body.version) throw new Refusal(409, 'Changed.', 'The shift was changed by somebody else meanwhile.')
  Object.assign(slot, { day: body.day, name: body.name, start: body.start, end: body.end, people: body.engineerIds.map(name), version: slot.version + 1 })
  changed(params[0])
  return { ...slot, engineerIds: body.engineerIds }
})
for (const verb of ['rotation', 'day', 'clear', 'copy'])
  on('POST', `/shift-scenarios/{}/${verb}`, ({ params, body }) => {
    const there = slots.filter(s => s.scenario === params[0] && s.day >= (body.targetFrom ?? body.from ?? body.day) && s.day <= (body.targetTo ?? body.to ?? body.day))
    if (verb !== 'copy') for (const s of there) slots.splice(slots.indexOf(s), 1)
    let written = 0
    if (verb === 'rotation')
      for (let d = body.from, n = 0; d <= body.to; d = next(d), n++)
        for (const s of body.shifts)
          for (const r of s.roles) written += Math.sign(slots.push({ id: newId(), scenario: params[0]!, roleId: r.roleId, day: d, name: s.name, start: s.start, end: s.end, people: r.turns[Math.floor(n / (r.everyDays ?? 1)) % r.turns.length].map(name), version: 1 }))
    changed(params[0])
    return { written, removed: there.length, kept: 0 }
  })
on('POST', '/shift-scenarios/{}/members', ({ params, body }) => {
  const items = body.engineerIds.map((e: string) => ({ id: newId(), scenario: params[0], roleId: body.roleId, engineer: name(e), application: body.applications?.[0], region: body.regions?.[0], from: body.from, to: body.to }))
  members.push(...items)
  changed(params[0])
  return { items }
}, 201)
on('POST', '/shift-scenarios/{}/overrides', ({ params, body }) => {
  const made = { id: newId(), scenario: params[0]!, roleId: body.roleId, engineer: name(body.engineerId), replaces: body.replacesId && name(body.replacesId), startsAt: body.startsAt, endsAt: body.endsAt, reason: body.reason, createdBy: me, createdAt: now() }
  standIns.push(made)
  changed(params[0])
  return made
}, 201)
on('DELETE', '/shift-scenarios/{}/overrides/{}', ({ params }) => void standIns.splice(standIns.indexOf(find(standIns, params[1])), 1))
on('GET', '/shift-swaps', ({ query: q }) => page(swaps.filter(s => (!q.has('state') || q.get('state') === s.state) && (!q.has('scenarioId') || q.get('scenarioId') === s.scenario.id)), q))
on('POST', '/shift-scenarios/{}/swaps', ({ params, body }) => {
  const [given, taken] = [find(slots, body.slotId), body.otherSlotId && find(slots, body.otherSlotId)]
  const made: S['ShiftSwap'] = { id: newId(), scenario: person(find(scenarios, params[0])), engineer: name(body.engineerId), other: name(body.otherId), state: 'asked', slotId: given.id, otherSlotId: taken?.id, startsAt: at(given.day, given.start), endsAt: endOf(given), otherStartsAt: taken && at(taken.day, taken.start), otherEndsAt: taken && endOf(taken), message: body.message, askedAt: now(), mayAnswer: true, mayWithdraw: true }
  swaps.unshift(made)
  return made
}, 201)
for (const [step, state] of [['accept', 'accepted'], ['refuse', 'refused'], ['withdraw', 'withdrawn']] as const)
  on('POST', `/shift-scenarios/{}/swaps/{}/${step}`, ({ params }) => {
    const swap = find(swaps, params[1])
    if (swap.state !== 'asked') throw new Refusal(409, 'Answered.', 'The swap is answered already.')
    const pass = (id: string | undefined, to: S['Person'], from: S['Person']) => id && (find(slots, id).people = find(slots, id).people.map(p => (p.id === from.id ? to : p)))
    if (step === 'accept') {
      pass(swap.slotId, swap.other, swap.engineer)
      pass(swap.otherSlotId, swap.engineer, swap.other)
    }
    changed(params[0])
    return Object.assign(swap, { state, mayAnswer: false, mayWithdraw: false })
  })
on('GET', '/on-duty', () => ({
  at: now(),
  more: false,
  items: [
    ...onCall.roles.map((r, i) => ({ scenario: person(onCall), role: person(r), engineers: [[lin], [zhao]][i]!, until: at(next(day(0)), '08:00') })),
    { scenario: person(desk), role: person(desk.roles[0]!), application: 'shop', engineers: [ada, maria] },
    { scenario: person(desk), role: person(desk.roles[0]!), application: 'shop', region: 'north', engineers: [] },
  ] satisfies S['OnDuty'][],
}))
on('GET', '/shift-feeds', ({ query }) => page(feeds, query))
on('POST', '/shift-feeds', ({ body }) => {
  const made: S['ShiftFeed'] = { id: newId(), kind: body.scenarioId ? 'scenario' : 'engineer', of: body.scenarioId ? person(find(scenarios, body.scenarioId)) : name(body.engineerId), createdBy: me, createdAt: now() }
  feeds.unshift(made)
  return { ...made, url: 'https://coc.example.org/calendars/4f1c9e7ab2d84c55a0d3e1f6b7c8d9e0.ics' }
}, 201)
on('DELETE', '/shift-feeds/{}', ({ params }) => void feeds.splice(feeds.indexOf(find(feeds, params[0])), 1))
