import { ago, me, newId, now, type S } from './data.ts'
import { find, on, page, Refusal } from './http.ts'
import { users as people } from './iam.ts'
import { tell } from './live.ts'
import { allowed, users } from './users.ts'

const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

/** `fresh` must change the password first; what the others may do stands beside their names. */
export function session(cookie: string): S['Session'] {
  const [user = '', tenant, agency] = cookie.split('~')
  if (tenant) return { ...session(user), ...allowed(cookie), user: { id: me.id, name: `admin (default, agency ${decodeURIComponent(agency!)})` }, tenant, credential: 'agency', agency: { name: decodeURIComponent(agency!), home: 'default' }, expiresAt: later(6) }
  const fresh = user === 'fresh'
  const may = fresh ? { actions: [], limited: {} } : allowed(user)
  return { user: fresh || user in users ? { id: me.id, name: user } : me, tenant: user === 'guest' ? 'acme' : 'default', ...may, mustChangePassword: fresh, credential: 'session', expiresAt: later(8), version: '0.1.0' }
}
on('POST', '/sessions', ({ body }) => {
  if (body.user === 'slow') throw new Refusal(429, 'Too many requests.', 'Too many wrong sign-ins from your address; wait a minute.', undefined, 65)
  if (body.password === 'wrong') throw new Refusal(401, 'Wrong user or password.')
  return { ...session(body.user), token: 'mock' }
}, 201)
on('GET', '/sessions/current', ({ user }) => session(user))
on('DELETE', '/sessions/current', () => undefined)
on('PUT', '/sessions/current/password', ({ body }) => {
  if (body.current === 'wrong') throw new Refusal(400, 'Bad input.', undefined, [{ field: 'current', message: 'is not the present password' }])
  if (/passw/i.test(body.new)) throw new Refusal(400, 'Bad input.', undefined, [{ field: 'new', message: 'is one of those that are tried first; several unrelated words make a good one' }])
})
on('GET', '/sign-in-options', ({ query }) => ({ providers: query.get('tenant') === 'default' ? providers.filter(p => p.enabled).map(({ id, label }) => ({ id, label })) : [] }))

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'curl/8.5.0',
]
const others: S['Person'][] = people.slice(1, 5).map(({ id, name }) => ({ id, name }))
const open: S['OpenSession'][] = [me, me, me, ...others].map((user, i) => ({ id: newId(), user, createdAt: ago(30 + i * 300), lastUsedAt: ago(i * 47), expiresAt: later(8 - i / 2), address: `10.0.${i}.${5 + i * 7}`, agent: agents[i % agents.length]!, method: i % 3 ? 'oidc' : 'password', current: i === 0 }))
const mine = (q: URLSearchParams) => (x: { user: S['Person'] }) => (q.get('userId') ? x.user.id === q.get('userId') : q.get('of') === 'all' || x.user.id === me.id)
on('GET', '/sessions', ({ query }) => page(open.filter(mine(query)), query))
on('DELETE', '/sessions', ({ query }) => {
  const gone = open.filter(s => !s.current && s.user.id === (query.get('userId') ?? me.id))
  for (const s of gone) open.splice(open.indexOf(s), 1)
  tell('session', ...gone.map(s => s.id))
  return { ended: gone.length }
})
on('DELETE', '/sessions/{}', ({ params }) => void open.splice(open.indexOf(find(open, params[0])), 1))

const tokens: S['ApiToken'][] = [
  { id: newId(), name: 'nightly report', user: me, actions: ['coc:incident:list', 'coc:incident:get', 'coc:overview:get'], createdAt: ago(40_000), expiresAt: later(900), lastUsedAt: ago(420), lastUsedAddress: '10.0.3.4' },
  { id: newId(), name: 'deploy hook', user: me, actions: ['*'], createdAt: ago(90_000), expiresAt: ago(10) },
  { id: newId(), name: 'pager bridge', user: others[1]!, actions: ['coc:alarm:*'], createdAt: ago(9000), expiresAt: later(90), lastUsedAt: ago(2), lastUsedAddress: '2001:db8::17' },
]
on('GET', '/tokens', ({ query }) => page(tokens.filter(mine(query)), query))
on('POST', '/tokens', ({ body }) => {
  const token = { ...body, id: newId(), user: me, createdAt: now() }
  tokens.unshift(token)
  return { ...token, token: `coc_${'k3v9w2x8m4q7r5t6y1z0'.repeat(2)}` }
}, 201)
on('DELETE', '/tokens/{}', ({ params }) => void tokens.splice(tokens.indexOf(find(tokens, params[0])), 1))

const redirectUri = 'https://coc.example.org/api/v1/oidc/callback'
const providers: S['IdentityProvider'][] = [
  { id: newId(), issuer: 'https://sso.example.org/realms/ops', clientId: 'opencoc', secretSet: true, scopes: ['openid', 'profile', 'email', 'groups'], groupsClaim: 'groups', label: { en: 'Example SSO', zh: '示例统一认证' }, createUsers: true, enabled: true, createdAt: ago(50_000), redirectUri },
  { id: newId(), issuer: 'https://login.partner.example/', clientId: 'a1b2c3', secretSet: false, scopes: ['openid', 'profile', 'email'], groupsClaim: 'groups', label: { en: 'Partner', zh: '合作伙伴' }, createUsers: false, enabled: false, createdAt: ago(20_000), redirectUri },
]
const kept = ({ clientSecret, ...rest }: S['IdentityProviderInput'], before?: S['IdentityProvider']) => ({ ...rest, secretSet: !!clientSecret || !!before?.secretSet })
on('GET', '/identity-providers', () => ({ items: providers }))
on('POST', '/identity-providers', ({ body }) => {
  const p = { ...kept(body), id: newId(), createdAt: now(), redirectUri } as S['IdentityProvider']
  providers.push(p)
  return p
}, 201)
on('GET', '/identity-providers/{}', ({ params }) => find(providers, params[0]))
on('PUT', '/identity-providers/{}', ({ params, body }) => {
  const p = find(providers, params[0])
  return Object.assign(p, kept(body, p))
})
on('DELETE', '/identity-providers/{}', ({ params }) => void providers.splice(providers.indexOf(find(providers, params[0])), 1))
