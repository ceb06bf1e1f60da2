// Who may do what in the mock: `admin` everything, `reader` only look, `responder` handle the incidents of one project; `guest` is of another tenant; a name with `~` acts by an agency: user, tenant, agency.
import { readFileSync } from 'node:fs'
import { projects } from './data.ts'

const contract = JSON.parse(readFileSync(new URL('../../core/target/classes/contract/openapi.json', import.meta.url), 'utf8'))
const actions = Object.keys(contract['x-actions'])
const operations = Object.entries<Record<string, any>>(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, o]) => (o['x-action']?.startsWith('coc:') ? [{ method: method.toUpperCase(), pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`), action: o['x-action'] as string }] : [])),
)
export const actionOf = (method: string, path: string) => operations.find(o => o.method === method && o.pattern.test(path))?.action

export const users: Record<string, RegExp> = { reader: /:(list|get)$/, responder: /^coc:(overview:get|(incident|alarm|originalAlarm):\w+|engineer:list|project:(list|get))$/, guest: /^coc:(?!tenant)/ }
export const mayUse = (user: string, action: string) => (user.includes('~') ? !/^coc:(agency|token|tenant|user:resetPassword)\b/.test(action) : (users[user]?.test(action) ?? true))
export const allowed = (user: string) => {
  const may = actions.filter(a => mayUse(user, a))
  const changes = may.filter(a => /^coc:(incident|alarm):(?!list|get)/.test(a))
  return { actions: may, limited: user === 'responder' ? Object.fromEntries(changes.map(a => [a, [projects[1]!.id]])) : {} }
}
