import { ago, newId, now, pick, projects, type S } from './data.ts'
import { contains, find, on, page, Refusal } from './http.ts'
import { tell } from './live.ts'

const tenants: S['Tenant'][] = [
  { id: projects[0]!.id, name: 'default', displayName: 'Operations centre', enabled: true, operator: true, users: 12, createdAt: ago(120_000) },
  { id: newId(), name: 'acme', displayName: 'Acme Payments Ltd', enabled: true, operator: false, users: 41, createdAt: ago(60_000) },
  { id: newId(), name: 'northwind', displayName: 'northwind', enabled: false, operator: false, disabledAt: ago(900), users: 3, createdAt: ago(40_000) },
]
const set = (id: string | undefined, change: Partial<S['Tenant']>) => {
  tell('tenant', id!)
  return Object.assign(find(tenants, id), change)
}
on('GET', '/tenants', ({ query: q }) => page(tenants.filter(t => contains(q.get('q'), t.name, t.displayName) && (!q.has('enabled') || String(t.enabled) === q.get('enabled'))), q))
on('POST', '/tenants', ({ body }) => {
  if (tenants.some(t => t.name === body.name)) throw new Refusal(409, 'Taken.', undefined, [{ field: 'name', message: 'another tenant has this name' }])
  const tenant = { id: newId(), name: body.name, displayName: body.displayName ?? body.name, enabled: true, operator: false, users: 1, createdAt: now() }
  tenants.push(tenant)
  tell('tenant', tenant.id)
  const password = body.administrator.password ? undefined : Array.from({ length: 20 }, () => pick([...'abcdefghjkmnpqrstuvwxyzABCDEFGH23456789'])).join('')
  return { ...tenant, administrator: { id: newId(), name: body.administrator.name, password } }
}, 201)
on('GET', '/tenants/{}', ({ params }) => find(tenants, params[0]))
on('PUT', '/tenants/{}', ({ params, body }) => set(params[0], { displayName: body.displayName ?? find(tenants, params[0]).name }))
on('POST', '/tenants/{}/enable', ({ params }) => set(params[0], { enabled: true, disabledAt: undefined }))
on('POST', '/tenants/{}/disable', ({ params }) => set(params[0], { enabled: false, disabledAt: now() }))
