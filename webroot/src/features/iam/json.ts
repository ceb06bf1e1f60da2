/**
 * Reads JSON and knows where each value stands. A browser's own parser says of an error what it likes, and nothing of the places of
 * values, which the server's remarks name.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Where a value stands in the text, from its first character to behind its last. */
export interface Place {
  from: number
  to: number
}
export type Fault = 'end' | 'unexpected' | 'string' | 'escape' | 'number' | 'comma' | 'colon' | 'key' | 'twice' | 'more' | 'deep'
/** What is wrong with the text; line and column count from 1. */
export interface SyntaxProblem {
  fault: Fault
  at: number
  line: number
  column: number
  /** The character or key that it is about. */
  found: string
}
/** `places` by path, as `Statement[0].Action[1]`; the whole has the empty path. */
export type Reading = { value: Json; places: Map<string, Place>; problem?: undefined } | { problem: SyntaxProblem }

const MAX_DEPTH = 100

export function lineAt(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at)
  const start = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: at - start + 1 }
}

class Stop {
  constructor(
    readonly fault: Fault,
    readonly at: number,
    readonly found?: string,
  ) {}
}

export function readJson(text: string): Reading {
  const places = new Map<string, Place>()
  let at = 0
  const blank = () => {
    while (' \t\r\n'.includes(text[at] ?? '.')) at++
  }
  const stop = (fault: Fault, where = at): never => {
    throw new Stop(where >= text.length ? 'end' : fault, where)
  }

  function string(): string {
    const from = at++
    while (at < text.length && text[at] !== '"') {
      if (text[at]! < ' ') stop('string')
      if (text[at] === '\\') {
        const escape = /^\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))
        if (!escape) stop('escape')
        at += escape![0].length
      } else at++
    }
    if (at >= text.length) stop('end')
    return JSON.parse(text.slice(from, ++at)) as string
  }

  function list(path: string, depth: number): Json[] {
    const out: Json[] = []
    at++
    blank()
    if (text[at] === ']') return at++, out
    for (;;) {
      out.push(value(`${path}[${out.length}]`, depth))
      blank()
      if (text[at] === ']') return at++, out
      if (text[at] !== ',') stop('comma')
      at++
      blank()
      if (text[at] === ']') stop('unexpected')
    }
  }

  function object(path: string, depth: number): Json {
    const entries = new Map<string, Json>()
    at++
    blank()
    if (text[at] === '}') return at++, {}
    for (;;) {
      if (text[at] !== '"') stop('key')
      const from = at
      const key = string()
      if (entries.has(key)) throw new Stop('twice', from, key)
      blank()
      if (text[at] !== ':') stop('colon')
      at++
      entries.set(key, value(path ? `${path}.${key}` : key, depth))
      blank()
      if (text[at] === '}') return at++, Object.fromEntries(entries)
      if (text[at] !== ',') stop('comma')
      at++
      blank()
    }
  }

  function plain(): Json {
    const word = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)(?![\w.+-])/.exec(text.slice(at, at + 400))
    if (!word) stop(/[-\d]/.test(text[at] ?? '') ? 'number' : 'unexpected')
    at += word![0].length
    return JSON.parse(word![0]) as Json
  }

  function value(path: string, depth: number): Json {
    blank()
    const from = at
    if (depth > MAX_DEPTH) stop('deep')
    const next = text[at]
    const out = next === '{' ? object(path, depth + 1) : next === '[' ? list(path, depth + 1) : next === '"' ? string() : plain()
    places.set(path, { from, to: at })
    return out
  }

  try {
    const whole = value('', 0)
    blank()
    if (at < text.length) stop('more')
    return { value: whole, places }
  } catch (e) {
    if (!(e instanceof Stop)) throw e
    return { problem: { fault: e.fault, at: e.at, ...lineAt(text, e.at), found: e.found ?? text[e.at] ?? '' } }
  }
}

/** The place of a path, or of the nearest that is there: what is missing, or was cut short, is shown where it belongs. */
export function placeOf(places: Map<string, Place>, path: string): Place {
  for (let rest = path; rest; rest = rest.slice(0, Math.max(rest.lastIndexOf('.'), rest.lastIndexOf('['), 0))) {
    const found = places.get(rest)
    if (found) return found
  }
  return places.get('') ?? { from: 0, to: 0 }
}
