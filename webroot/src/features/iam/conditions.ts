/** Conditions in the words of the visual editor: what they are about, and with which operators. */
import { nextId, type Line } from './document'

export type Subject = 'time' | 'address' | 'project' | 'tag'
export const subjects: Subject[] = ['time', 'address', 'project', 'tag']
const TAG = 'g:ResourceTag/'
const keys = { time: 'g:CurrentTime', address: 'g:SourceIp', project: 'g:EnterpriseProjectId' }
export const operatorsOf: Record<Subject, string[]> = {
  time: ['DateGreaterThanEquals', 'DateGreaterThan', 'DateLessThan', 'DateLessThanEquals'],
  address: ['IpAddress', 'NotIpAddress'],
  project: ['StringEquals', 'StringNotEquals'],
  tag: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'],
}

/** What a condition is about; nothing for one that the editor can only keep. */
export function subjectOf(line: Line): Subject | undefined {
  const subject = line.key?.startsWith(TAG) ? 'tag' : (['time', 'address', 'project'] as const).find(s => keys[s] === line.key)
  if (!subject || !operatorsOf[subject].includes(line.operator)) return undefined
  // A second time would be lost in a field for one.
  return subject === 'time' && line.values.length > 1 ? undefined : subject
}
export const tagOf = (line: Line) => (line.key?.startsWith(TAG) ? line.key.slice(TAG.length) : '')
export const tagKey = (name: string) => TAG + name

/** A new condition, with the first operator that this statement does not have yet. */
export function newLine(subject: Subject, among: Line[]): Line {
  const key = subject === 'tag' ? TAG : keys[subject]
  const free = operatorsOf[subject].find(operator => !among.some(l => l.operator === operator && l.key === key))
  return { id: nextId(), operator: free ?? operatorsOf[subject][0]!, key, values: [] }
}
