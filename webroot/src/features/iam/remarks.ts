import { i18n } from '@/app/i18n'
import type { Schemas } from '@/shared/api/client'
import { inWords } from '@/shared/problem'

/** What the server says of one place of a document; `place` as `Statement[0].Action[1]`, empty for the whole. */
export interface Remark {
  place: string
  message: string
  level: 'error' | 'warning'
}

const said: [RegExp, string][] = [
  [/^must be "1\.1"/, 'version'],
  [/^must be 1 to (\d+) statements/, 'statements'],
  [/^must be Allow or Deny/, 'effect'],
  [/^is not an action like/, 'action'],
  [/^is not a resource like/, 'resource'],
  [/^must be coc:\*:\*:<type>:<id>/, 'ownResource'],
  [/^must be an array of 1 to (\d+) texts/, 'texts'],
  [/^must be a text of 1 to (\d+) characters/, 'text'],
  [/^is not known; allowed are (.*)$/, 'unknownKey'],
  [/^is not an operator; allowed are (.*)$/, 'operator'],
  [/^does not go with (\S+), which takes (.*)$/, 'pair'],
  [/^is not the id of an enterprise project/, 'project'],
  [/^has a \*, for which/, 'star'],
  [/^is not a time like/, 'time'],
  [/^is not an address or network like/, 'network'],
  [/^has more than (\d+) conditions/, 'conditions'],
  [/^has (\d+) characters of JSON; at most (\d+)/, 'long'],
  [/^(\S+) belongs to another service/, 'foreign'],
  [/^(\S+) is not an action of this server/, 'unknownAction'],
  [/^(\S+) holds for the tenant as a whole/, 'tenantWide'],
]
/** The server's remark in the user's language, as far as it is one of the usual. */
export function remarkText(message: string): string {
  for (const [pattern, key] of said) {
    const found = pattern.exec(message)
    if (found) return i18n.global.t(`policy.said.${key}`, { a: found[1] ?? '', b: found[2] ?? '' })
  }
  return inWords(message)
}
const placeIn = (field: string) => field.replace(/^(body\.)?(document|extraDocument)\.?/, '')
export const remarksOf = (of: Schemas['PolicyRemark'][], level: Remark['level']): Remark[] => of.map(r => ({ place: placeIn(r.field), message: remarkText(r.message), level }))
export const within = (remarks: Remark[], prefix: string) => remarks.filter(r => r.place === prefix || r.place.startsWith(`${prefix}.`) || r.place.startsWith(`${prefix}[`))
