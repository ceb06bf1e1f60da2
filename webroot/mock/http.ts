import type { IncomingMessage, ServerResponse } from 'node:http'
import { actionOf, mayUse } from './users.ts'

/** A request as the mock's handlers see it. */
export interface Call {
  /** Who signed in, by the cookie. */
  user: string
  query: URLSearchParams
  body: any
  params: string[]
}
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
    readonly errors?: { field: string; message: string }[],
    readonly retryAfter?: number,
    readonly kind = 'mock',
  ) {
    super(title)
  }
}
type Handler = (call: Call) => unknown
const routes: { method: string; pattern: RegExp; status: number; handler: Handler }[] = []

/** Registers a handler; `{}` in the path stands for one segment, given in `params`. */
export function on(method: string, path: string, handler: Handler, status = 200) {
  routes.push({ method, pattern: new RegExp(`^${path.replaceAll('{}', '([^/]+)')}$`), status, handler })
}

const read = (request: IncomingMessage) =>
  new Promise<any>((resolve, reject) => {
    let text = ''
    request.on('data', part => (text += part))
    request.on('end', () => {
      try {
        resolve(text && !/java-archive|octet-stream/.test(request.headers['content-type'] ?? '') ? JSON.parse(text) : text || undefined)
      } catch (e) {
        reject(e)
      }
    })
  })

function send(response: ServerResponse, status: number, body: unknown) {
  response.statusCode = status
  response.setHeader('content-type', status < 400 ? 'application/json' : 'application/problem+json')
  response.end(body === undefined ? '' : JSON.stringify(body))
}

/** The end of a session by an agency gives the own one back. */
const cookie = (user: string) => `coc_session=${user}; Path=/; HttpOnly; SameSite=Strict${user ? '' : '; Max-Age=0'}`
const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** `?mock=error|slow|empty` on the page's own address shows those states. */
const mode = (request: IncomingMessage) => (request.headers.referer ? new URL(request.headers.referer).searchParams.get('mock') : null)

export async function answer(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams) {
  const wanted = mode(request)
  await sleep(wanted === 'slow' ? 4000 : 60)
  if (path !== '/sessions' && path !== '/sign-in-options' && !request.headers.cookie?.includes('coc_session='))
    return send(response, 401, { type: 'urn:opencoc:problem:unauthorized', title: 'Sign in first.', status: 401 })
  const user = /coc_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const action = actionOf(request.method ?? 'GET', path)
  if (action && !mayUse(user, action))
    return send(response, 403, { type: 'urn:opencoc:problem:forbidden', title: 'This is not allowed.', detail: `This needs the action ${action}.`, status: 403 })
  if (wanted === 'error' && request.method === 'GET' && !path.startsWith('/sessions'))
    return send(response, 503, { type: 'urn:opencoc:problem:busy', title: 'Busy.', detail: 'The database does not answer.', status: 503 })
  for (const route of routes) {
    const match = route.method === request.method ? route.pattern.exec(path) : null
    if (!match) continue
    try {
      const sent = await read(request)
      let body = (await route.handler({ user, query, body: sent, params: match.slice(1) })) as any
      if (wanted === 'empty' && Array.isArray(body?.items)) body = { ...body, items: [], total: 0, next: undefined }
      if (['/sessions', '/sessions/current', '/sessions/current/password'].includes(path) && ['POST', 'PUT', 'DELETE'].includes(request.method ?? '') && !(path === '/sessions' && request.method === 'DELETE'))
        response.setHeader('set-cookie', cookie(request.method === 'DELETE' ? user.split('~').slice(0, -2).join('~') : (sent?.user ?? 'admin')))
      if (path === '/sessions/assume') response.setHeader('set-cookie', cookie(`${user}~${sent.tenant}~${encodeURIComponent(sent.agency)}`))
      return send(response, body === undefined ? 204 : route.status, body)
    } catch (e) {
      if (!(e instanceof Refusal)) throw e
      if (e.retryAfter) response.setHeader('retry-after', e.retryAfter)
      return send(response, e.status, { type: `urn:opencoc:problem:${e.kind}`, title: e.title, status: e.status, detail: e.detail, errors: e.errors })
    }
  }
  return send(response, 404, { type: 'urn:opencoc:problem:not-found', title: 'Not found.', status: 404 })
}

/** A page of a list by `page`, `size` and `sort`. */
export function page<T>(items: T[], query: URLSearchParams, value: (item: T, key: string) => string | number = (item: any, key) => item[key] ?? '') {
  const sort = query.get('sort')
  const key = sort?.replace('-', '')
  const sign = sort?.startsWith('-') ? -1 : 1
  const sorted = key ? [...items].sort((a, b) => (value(a, key) > value(b, key) ? sign : value(a, key) < value(b, key) ? -sign : 0)) : items
  const number = Number(query.get('page') ?? 1)
  const size = Number(query.get('size') ?? 20)
  return { items: sorted.slice((number - 1) * size, number * size), total: items.length }
}
export const find = <T extends { id: string }>(items: T[], id: string | undefined): T => {
  const item = items.find(i => i.id === id)
  if (!item) throw new Refusal(404, 'Not found.', 'There is no such thing (any more).')
  return item
}
export const contains = (text: string | null, ...fields: (string | undefined)[]) => !text || fields.some(f => f?.toLowerCase().includes(text.toLowerCase()))
/** Whether a thing is in the enterprise project that is asked for. */
export const inProject = (query: URLSearchParams, thing: { projectId?: string }) => !query.has('projectId') || query.get('projectId') === thing.projectId
