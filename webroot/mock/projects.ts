import { integrations, newId, now, projects, type S } from './data.ts'
import { contains, find, on, page, Refusal } from './http.ts'
import { incidents } from './incidents.ts'
import { tell } from './live.ts'
import { rules } from './rules.ts'

const counts = (id: string) => {
  const of = (things: { projectId: string }[]) => things.filter(x => x.projectId === id).length
  return { integration: of(integrations), forwardingRule: of(rules), incident: of(incidents) }
}
const check = (body: any, id?: string) => {
  if (projects.some(p => p.name === body.name && p.id !== id)) throw new Refusal(409, 'Taken.', undefined, [{ field: 'name', message: 'another project has this name' }])
}
const set = (id: string | undefined, change: Partial<S['Project']>) => {
  tell('project', id!)
  return Object.assign(find(projects, id), change)
}
on('GET', '/project-choices', ({ query }) => ({ items: projects.filter(p => !query.has('action') || p.enabled).map(({ id, name, enabled, isDefault }) => ({ id, name, enabled, isDefault })) }))
on('GET', '/projects', ({ query: q }) => page(projects.filter(p => contains(q.get('q'), p.name, p.description) && (!q.has('enabled') || String(p.enabled) === q.get('enabled'))), q))
on('POST', '/projects', ({ body }) => {
  check(body)
  const project = { ...body, id: newId(), enabled: true, isDefault: false, createdAt: now() }
  projects.push(project)
  tell('project', project.id)
  return project
}, 201)
on('GET', '/projects/{}', ({ params }) => ({ ...find(projects, params[0]), counts: counts(params[0]!) }))
on('PUT', '/projects/{}', ({ params, body }) => {
  check(body, params[0])
  return set(params[0], { description: undefined, ...body })
})
on('POST', '/projects/{}/enable', ({ params }) => set(params[0], { enabled: true }))
on('POST', '/projects/{}/disable', ({ params }) => set(params[0], { enabled: false }))
on('DELETE', '/projects/{}', ({ params }) => {
  const { integration, forwardingRule, incident } = counts(params[0]!)
  if (integration + forwardingRule + incident) throw new Refusal(409, 'Still in use.', `In it are ${integration} integrations, ${forwardingRule} forwarding rules and ${incident} incidents.`)
  projects.splice(projects.indexOf(find(projects, params[0])), 1)
  tell('project', params[0]!)
})
