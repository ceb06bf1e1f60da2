import { QueryClient } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refresher } from '@/shared/api/live'
import { Stream, type StreamMessage } from '@/shared/api/stream'

class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static all: FakeSource[] = []
  readyState = 0
  onopen?: () => void
  onerror?: () => void
  constructor(readonly url: string) {
    super()
    FakeSource.all.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(topic: string, data: string) {
    this.dispatchEvent(new MessageEvent(topic, { data }))
  }
}
beforeEach(() => {
  FakeSource.all = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeSource)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('passes on topics with their ids, and after a break says that something may be missed', () => {
  const got: StreamMessage[] = []
  const stream = new Stream(m => got.push(m))
  stream.open()
  const source = FakeSource.all[0]!
  source.onopen!()
  source.say('incident', '{"ids":["a"],"count":1}')
  source.onerror!()
  source.onopen!()
  expect(got).toEqual([{ state: 'live', refused: false }, { topic: 'incident', ids: ['a'] }, { state: 'down', refused: false }, { topic: 'reset', ids: [] }, { state: 'live', refused: false }])
})
test('tries again, ever more slowly, when it was turned away; not after being closed', () => {
  const got: StreamMessage[] = []
  const stream = new Stream(m => got.push(m))
  stream.open()
  const refuse = () => {
    FakeSource.all.at(-1)!.readyState = 2
    FakeSource.all.at(-1)!.onerror!()
  }
  refuse()
  expect(got).toEqual([{ state: 'down', refused: true }])
  vi.advanceTimersByTime(2000)
  expect(FakeSource.all).toHaveLength(2)
  refuse()
  vi.advanceTimersByTime(2000)
  expect(FakeSource.all).toHaveLength(2)
  vi.advanceTimersByTime(2000)
  expect(FakeSource.all).toHaveLength(3)
  refuse()
  stream.close()
  vi.advanceTimersByTime(60_000)
  expect(FakeSource.all).toHaveLength(3)
})
test('a busy topic is read one round at a time, and the last event is never lost', async () => {
  vi.useRealTimers()
  const client = new QueryClient()
  let finish: () => void = () => {}
  const invalidate = vi.spyOn(client, 'invalidateQueries').mockImplementation(() => new Promise(resolve => (finish = resolve)))
  const refresh = refresher(client)
  void refresh('alarm')
  void refresh('alarm')
  void refresh('alarm')
  expect(invalidate).toHaveBeenCalledTimes(1)
  finish()
  await vi.waitFor(() => expect(invalidate).toHaveBeenCalledTimes(2))
  finish()
  await new Promise(resolve => setTimeout(resolve))
  expect(invalidate).toHaveBeenCalledTimes(2)
})
