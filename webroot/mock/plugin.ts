// A stand-in for the server, in memory, for `vite dev` and `vite preview` only: it never gets into the bundle.
import type { Connect, Plugin } from 'vite'
import { answer } from './http.ts'
import { listen } from './live.ts'
import './agencies.ts'
import './alarms.ts'
import './audit.ts'
import './channels.ts'
import './iam.ts'
import './incidents.ts'
import './integrations.ts'
import './notifications.ts'
import './people.ts'
import './plugins.ts'
import './projects.ts'
import './rules.ts'
import './sessions.ts'
import './shifts.ts'
import './tenants.ts'
import './todos.ts'
import './trials.ts'

// As strict as the real server's, so that a breach shows here first.
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const handle: Connect.NextHandleFunction = (request, response, next) => {
  const url = new URL(request.url ?? '/', 'http://mock')
  if (!url.pathname.startsWith('/api/v1/')) return next()
  const path = url.pathname.slice('/api/v1'.length)
  if (path === '/events' && request.headers.cookie?.includes('coc_session=')) return listen(response)
  answer(request, response, path, url.searchParams).catch(next)
}
const strict: Connect.NextHandleFunction = (_, response, next) => {
  response.setHeader('content-security-policy', policy)
  next()
}

export const mockApi = (): Plugin => ({
  name: 'mock-api',
  configureServer: server => void server.middlewares.use(handle),
  configurePreviewServer: server => void server.middlewares.use(strict).use(handle),
})
