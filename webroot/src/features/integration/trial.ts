import type { Schemas } from '@/shared/api/client'

/** A request as it is pasted. */
export interface Sample {
  body: string
  contentType: string
  path: string
  /** One in a line, `Name: value`. */
  headers: string
}
export const noSample = (): Sample => ({ body: '', contentType: 'application/json', path: '', headers: '' })
/** Longest body that the server takes for a trial, in characters. */
export const MOST_BODY = 200_000
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** The headers of the lines; `bad` is the number of the first line that is none. */
export function headersOf(text: string): { headers: Record<string, string>; bad?: number } {
  const headers: Record<string, string> = {}
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim()
    if (colon < 1 || !NAME.test(name)) return { headers, bad: i + 1 }
    headers[name] = line.slice(colon + 1).trim()
  }
  return { headers }
}
/** What is missing before it can be tried, as a key of the texts with its values. */
export function sampleProblem({ body, path, headers }: Sample): [string, Record<string, number>?] | undefined {
  if (!body) return ['integration.try.bodyMissing']
  if (body.length > MOST_BODY) return ['integration.try.bodyLong', { n: MOST_BODY }]
  if (path && !path.startsWith('/')) return ['integration.try.pathBad']
  const { bad } = headersOf(headers)
  return bad ? ['integration.try.headerBad', { n: bad }] : undefined
}
/** A refused request as a sample; only its last part of the path is the source's own. */
export function sampleOf(p: Schemas['RejectedPayload']): Sample {
  const own = /^\/?hooks\/[^/]+(\/.*)$/.exec(p.path ?? '')?.[1] ?? ''
  return { ...noSample(), body: p.body, contentType: p.contentType ?? 'application/json', path: own }
}

/** One alarm of a trial, as far as it can be read: it is what a plug-in made of what somebody pasted. */
export interface TrialAlarm {
  name: string
  level?: string
  firing: boolean
  fingerprint?: string
  startsAt?: string
  endsAt?: string
  facts: [string, string][]
  additional: [string, string][]
  raw?: string
}
const FACTS = ['description', 'resourceName', 'resourceId', 'application', 'namespace', 'region', 'alarmId', 'url']
const LEVELS = ['critical', 'major', 'minor', 'suggestion']
const text = (value: unknown) => (value === undefined || value === null || value === '' ? undefined : typeof value === 'string' ? value : JSON.stringify(value))
const pairs = (of: Record<string, unknown>, names: string[]) => names.flatMap((name): [string, string][] => (text(of[name]) === undefined ? [] : [[name, text(of[name])!]]))

export function alarmOf(of: Record<string, unknown>): TrialAlarm {
  const level = text(of.level)?.toLowerCase()
  const additional = (of.additional && typeof of.additional === 'object' ? of.additional : {}) as Record<string, unknown>
  return {
    name: text(of.name) ?? '—',
    level: LEVELS.includes(level ?? '') ? level : undefined,
    firing: text(of.status)?.toLowerCase() !== 'ok',
    fingerprint: text(of.fingerprint),
    startsAt: text(of.startsAt),
    endsAt: text(of.endsAt),
    // An id that is only the fingerprint again says nothing more.
    facts: pairs(of, FACTS.filter(name => name !== 'alarmId' || of.alarmId !== of.fingerprint)),
    additional: pairs(additional, Object.keys(additional)),
    raw: text(of.raw),
  }
}
