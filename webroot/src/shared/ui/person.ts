/** One of eight colours, the same for the same name. */
export const hueOf = (name: string) => [...name].reduce((sum, c) => sum + c.codePointAt(0)!, 0) % 8

/** The parts of what the server calls one who acts from another tenant, `name (tenant, agency name)`; nothing for anybody else. */
export function guestOf(name: string): { name: string; home: string; agency: string } | undefined {
  const [, who, home, agency] = /^(.+) \(([^,()]+), agency (.+)\)$/.exec(name) ?? []
  return who && home && agency ? { name: who, home, agency } : undefined
}

/** Two letters of a Latin name, the last two of a Chinese one. */
export function initials(name: string): string {
  if (/^[\u4e00-\u9fff·]+$/.test(name)) return [...name].slice(-2).join('')
  const words = name.split(/[\s._-]+/).filter(Boolean)
  return (words.length > 1 ? words.slice(0, 2).map(w => [...w][0]).join('') : [...name].slice(0, 2).join('')).toUpperCase()
}
