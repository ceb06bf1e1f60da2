import { describe, expect, test } from 'vitest'
import { lineAt, placeOf, readJson, type Json } from '@/features/iam/json'
import { random, anyJson } from './randomJson'

const problem = (text: string) => {
  const { problem: p } = readJson(text)
  return p && `${p.fault} ${p.line}:${p.column}`
}

describe('reading JSON', () => {
  test('gives what the browser gives, for any value, written in any way', () => {
    const next = random(7)
    for (let i = 0; i < 400; i++) {
      const json = anyJson(next, 4)
      for (const text of [JSON.stringify(json), JSON.stringify(json, null, 3), ` \n\t${JSON.stringify(json)}\r\n`]) expect(readJson(text)).toMatchObject({ value: JSON.parse(text) })
    }
  })
  test('takes and refuses what the browser takes and refuses', () => {
    const texts = ['', ' ', '[1,]', '[,1]', '{"a":1,}', '{a:1}', "{'a':1}", '"\t"', '"\\x"', '"\\u12"', '01', '1.', '.5', '-', '+1', '1e', '1e5', '-0.5E-2', 'tru', 'truex', 'NaN', '[1 2]', '{"a" 1}', '{"a":}', '[', '{', '"a', '[]]', '1 1', '// x\n1', '"\\ud83d\\ude00"', '{"":0}', 'null', '[[[]]]', '"\u2028"', '\u00a01']
    for (const text of texts) {
      let good = true
      try {
        JSON.parse(text)
      } catch {
        good = false
      }
      expect([text, !readJson(text).problem]).toEqual([text, good])
    }
  })
  test('broken at any character, it neither throws nor hangs', () => {
    const text = JSON.stringify({ Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['coc:*:*'], n: [1, -2.5e3, true, null] }] })
    for (let i = 0; i < text.length; i++) {
      expect(readJson(text.slice(0, i)).problem).toBeDefined()
      for (const c of ['"', '}', ',', 'x', '\\']) readJson(text.slice(0, i) + c + text.slice(i + 1))
    }
  })
  test('says where it stops, by line and column from 1', () => {
    expect(problem('{\n  "a": 1\n  "b": 2\n}')).toBe('comma 3:3')
    expect(problem('{\n  "a": [1,\n  ]\n}')).toBe('unexpected 3:3')
    expect(problem('{"a": tru}')).toBe('unexpected 1:7')
    expect(problem('{"a": 01}')).toBe('number 1:7')
    expect(problem('{"a"}')).toBe('colon 1:5')
    expect(problem('{"a":1,}')).toBe('key 1:8')
    expect(problem('{"a":\n')).toBe('end 2:1')
    expect(problem('{} x')).toBe('more 1:4')
    expect(problem('"a\nb"')).toBe('string 1:3')
    expect(problem('["\\q"]')).toBe('escape 1:3')
    expect(problem('[\n"abc')).toBe('end 2:5')
  })
  test('a key said twice is no silent loss', () => {
    const { problem: p } = readJson('{\n "Action": ["a"],\n "Action": ["b"]\n}')
    expect(p).toMatchObject({ fault: 'twice', line: 3, column: 2, found: 'Action' })
  })
  test('is not led up the garden path', () => {
    expect(readJson('['.repeat(50_000)).problem).toMatchObject({ fault: 'deep' })
    const { value } = readJson('{"__proto__": {"polluted": true}}') as { value: Json }
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
  test('knows the place of every value', () => {
    const text = '{\n "Statement": [\n  {"Action": ["a", "b"], "Condition": {"StringEquals": {"g:ResourceTag/a.b": ["x"]}}}\n ]\n}'
    const reading = readJson(text)
    if (reading.problem) throw new Error()
    const at = (path: string) => {
      const { from, to } = placeOf(reading.places, path)
      return [text.slice(from, to), lineAt(text, from).line]
    }
    expect(at('Statement[0].Action[1]')).toEqual(['"b"', 3])
    expect(at('Statement[0].Condition.StringEquals.g:ResourceTag/a.b[0]')).toEqual(['"x"', 3])
    // what is not there is shown where it belongs
    expect(at('Statement[0].Effect')[1]).toBe(3)
    expect(at('Statement[0].Action[7]')[0]).toBe('["a", "b"]')
    expect(at('Statement[0].Condition.StringEquals.g:Resourc…')[0]).toBe('{"g:ResourceTag/a.b": ["x"]}')
    expect(at('Version')[1]).toBe(1)
    expect(at('')[1]).toBe(1)
  })
})
