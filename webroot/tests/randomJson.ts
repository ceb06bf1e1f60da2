import type { Json } from '@/features/iam/json'

/** The same numbers below 1 for the same seed. */
export function random(seed: number): () => number {
  let state = seed
  return () => (state = (state * 16807) % 2147483647) / 2147483647
}
export const pick = <T>(next: () => number, from: readonly T[]): T => from[Math.floor(next() * from.length)]!
export const many = <T>(next: () => number, most: number, make: () => T): T[] => Array.from({ length: Math.floor(next() * (most + 1)) }, make)

const words = ['', 'a', 'Allow', 'coc:incident:list', 'coc:*:*', '权限 😀', 'tab\t"quote" \\ end', '__proto__', 'constructor', 'a.b[0]', '7', 'Statement']
const numbers = [0, -1, 3.25, 1e21, 5e-7]
export function anyJson(next: () => number, depth: number): Json {
  const kind = next()
  if (depth > 0 && kind < 0.3) return many(next, 4, () => anyJson(next, depth - 1))
  if (depth > 0 && kind < 0.6) return Object.fromEntries(many(next, 4, () => [pick(next, words), anyJson(next, depth - 1)]))
  return kind < 0.8 ? pick(next, words) : kind < 0.9 ? pick(next, numbers) : pick(next, [true, false, null])
}

/** Something like a policy document: right in most places, odd in some, with its keys in any order. */
export function anyDocument(next: () => number): Json {
  const odd = (chance: number, right: () => Json): Json => (next() < chance ? anyJson(next, 2) : right())
  const shuffled = (entries: [string, Json][]) => Object.fromEntries(entries.map(e => [next(), e] as const).sort((a, b) => a[0] - b[0]).map(([, e]) => e))
  const texts = (most: number) => many(next, most, () => pick(next, words))
  const condition = () => Object.fromEntries(many(next, 3, () => [pick(next, ['StringEquals', 'IpAddress', 'DateLessThan', 'Odd']), odd(0.04, () => Object.fromEntries(many(next, 3, () => [pick(next, ['g:SourceIp', 'g:CurrentTime', 'g:ResourceTag/x', 'x']), odd(0.04, () => texts(3))])))]))
  const statement = () => {
    const entries: [string, Json][] = []
    if (next() < 0.95) entries.push(['Effect', odd(0.04, () => pick(next, ['Allow', 'Deny']))])
    if (next() < 0.95) entries.push(['Action', odd(0.04, () => texts(5))])
    if (next() < 0.4) entries.push(['Resource', odd(0.04, () => texts(3))])
    if (next() < 0.6) entries.push(['Condition', odd(0.04, condition)])
    if (next() < 0.15) entries.push([pick(next, ['NotAction', 'Sid', '__proto__', '0']), anyJson(next, 2)])
    return shuffled(entries)
  }
  const entries: [string, Json][] = [['Statement', many(next, 4, () => odd(0.04, statement))]]
  if (next() < 0.9) entries.push(['Version', pick(next, ['1.1', '5', ''])])
  if (next() < 0.1) entries.push([pick(next, ['Id', '__proto__']), anyJson(next, 2)])
  return shuffled(entries)
}
