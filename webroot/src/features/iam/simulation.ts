/** A question to the simulator as it stands in the address, so that it can be sent to a colleague. */
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Schemas } from '@/shared/api/client'
import type { Tone } from '@/shared/ui/resource'

export type Simulation = Schemas['Simulation']
export type Outcome = Simulation['considered'][number]['outcome']
export interface Question {
  user?: string
  action?: string
  project?: string
  thing?: string
  /** Each `key=value`. */
  tags: string[]
  ip?: string
  at?: string
}
export const outcomeTones: Record<Outcome, Tone> = { allows: 'success', denies: 'danger', otherAction: 'neutral', otherThing: 'neutral', conditionFails: 'warning' }

const isId = (text: string | undefined) => !!text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const isAction = (text: string | undefined) => !!text && /^coc:[a-zA-Z]+:[a-zA-Z]+$/.test(text)
const isAddress = (text: string) => /^[0-9a-fA-F:.]{2,45}$/.test(text)
const isTag = (text: string) => /^[^=]+=/.test(text)

export function questionOf(query: LocationQuery): Question {
  const all = (key: string) => [query[key] ?? []].flat().filter((v): v is string => !!v)
  const one = (key: string) => all(key)[0]
  return { user: one('user'), action: one('action'), project: one('project'), thing: one('thing'), tags: all('tag'), ip: one('ip'), at: one('at') }
}
export const queryOf = ({ tags, ...rest }: Question): LocationQueryRaw => ({ ...Object.fromEntries(Object.entries(rest).filter(([, v]) => v)), ...(tags.length ? { tag: tags } : {}) })

/** The fields that cannot be asked so; empty when the question can be asked. `user` and `action` are missing at first. */
export function faults(q: Question): (keyof Question)[] {
  const out: (keyof Question)[] = []
  if (!isId(q.user)) out.push('user')
  if (!isAction(q.action)) out.push('action')
  if (q.project && !isId(q.project)) out.push('project')
  if (q.thing && !isId(q.thing)) out.push('thing')
  if (!q.tags.every(isTag)) out.push('tags')
  if (q.ip && !isAddress(q.ip)) out.push('ip')
  if (q.at && Number.isNaN(Date.parse(q.at))) out.push('at')
  return out
}

/** Only for a question without faults. */
export function inputOf(q: Question, extra?: Schemas['PolicyDocument']): Schemas['SimulationInput'] {
  const tags = Object.fromEntries(q.tags.map(tag => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).trim()]))
  return { userId: q.user!, action: q.action!, projectId: q.project, resourceId: q.thing, tags: q.tags.length ? tags : undefined, at: q.at && new Date(q.at).toISOString(), sourceIp: q.ip, extraDocument: extra }
}
