import { ago, me, newId, now, projects, type S } from './data.ts'
import { contains, find, on, page, Refusal } from './http.ts'
import { policies } from './iam.ts'
import { tell } from './live.ts'
import { session } from './sessions.ts'

const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const given = (...names: string[]): S['Agency']['policies'] => policies.filter(p => names.includes(p.name)).map(({ id, name, type }) => ({ id, name, type }))
const agencies: S['Agency'][] = [
  { id: newId(), name: 'night cover', description: 'Acme handles our incidents between 18:00 and 08:00', trustedTenant: 'acme', policies: given('Incident Responder'), project: { id: projects[1]!.id, name: projects[1]!.name }, expiresAt: later(900), createdAt: ago(9000), createdBy: me },
  { id: newId(), name: 'audit', trustedTenant: 'northwind', policies: given('COC ReadOnlyAccess', 'Night shift'), createdAt: ago(30_000), createdBy: me },
  { id: newId(), name: 'migration', description: 'Moving the rules over', trustedTenant: 'acme', policies: [], expiresAt: ago(700), createdAt: ago(60_000), createdBy: me },
]
const assumable: S['AssumableAgency'][] = [
  { id: newId(), name: 'ops', tenant: 'acme', description: 'Incidents of the shop, day and night', expiresAt: later(300) },
  { id: newId(), name: 'read only', tenant: 'northwind' },
]
function made(body: S['AgencyInput'], id?: string): Omit<S['Agency'], 'id' | 'createdAt' | 'createdBy'> {
  if (agencies.some(a => a.name === body.name && a.id !== id)) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'name', message: 'is taken by another agency' }])
  if (!['acme', 'northwind'].includes(body.trustedTenant)) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'trustedTenant', message: 'is not the name of another tenant' }])
  const project = projects.find(p => p.id === body.projectId)
  const held = policies.filter(p => body.policyIds?.includes(p.id)).map(({ id, name, type }) => ({ id, name, type }))
  return { name: body.name, description: body.description, trustedTenant: body.trustedTenant, policies: held, project: project && { id: project.id, name: project.name }, expiresAt: body.expiresAt }
}
on('GET', '/agencies', ({ query: q }) => page(agencies.filter(a => contains(q.get('q'), a.name, a.description, a.trustedTenant)), q))
on('POST', '/agencies', ({ body }) => {
  const agency = { ...made(body), id: newId(), createdAt: now(), createdBy: me }
  agencies.push(agency)
  tell('agency', agency.id)
  return agency
}, 201)
on('GET', '/agencies/{}', ({ params }) => find(agencies, params[0]))
on('PUT', '/agencies/{}', ({ params, body }) => {
  tell('agency', params[0]!)
  return Object.assign(find(agencies, params[0]), made(body, params[0]))
})
on('DELETE', '/agencies/{}', ({ params }) => {
  agencies.splice(agencies.indexOf(find(agencies, params[0])), 1)
  tell('agency', params[0]!)
})
on('GET', '/assumable-agencies', () => ({ items: assumable }))
on('POST', '/sessions/assume', ({ user, body }) => {
  if (!assumable.some(a => a.tenant === body.tenant && a.name === body.agency)) throw new Refusal(404, 'Not found.', 'There is no such agency.')
  return { ...session(`${user}~${body.tenant}~${encodeURIComponent(body.agency)}`), token: 'mock' }
}, 201)
