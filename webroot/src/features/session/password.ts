export type Met = 'yes' | 'no' | 'open'

const SHORTEST = 12
const LONGEST = 128

/** Which rules a password meets as far as this page can tell; the server decides, and knows the common ones. */
export function rulesMet(password: string, names: string[]): { length: Met; names: Met; common: Met } {
  if (!password) return { length: 'open', names: 'open', common: 'open' }
  const plain = password.normalize('NFC').toLowerCase()
  const length = [...plain].length
  // The server does not mind names that are so short that they are in many words.
  const named = [...names, 'opencoc'].some(n => [...n].length >= 4 && plain.includes(n.normalize('NFC').toLowerCase()))
  return { length: length >= SHORTEST && length <= LONGEST ? 'yes' : 'no', names: named ? 'no' : 'yes', common: 'open' }
}
