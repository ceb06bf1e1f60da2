import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { usePaced } from '@/shared/ui/paced'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a storm of events runs once at its start and once in each span', () => {
  const run = vi.fn()
  const ask = effectScope().run(() => usePaced(3000, () => false, run))!
  for (let i = 0; i < 100; i++) {
    ask()
    vi.advanceTimersByTime(100)
  }
  expect(run).toHaveBeenCalledTimes(4)
  vi.advanceTimersByTime(3000)
  expect(run).toHaveBeenCalledTimes(5)
  vi.advanceTimersByTime(60_000)
  expect(run).toHaveBeenCalledTimes(5)
})

test('while it must wait nothing runs; what was missed is made up for once', async () => {
  const run = vi.fn()
  const open = ref(true)
  const scope = effectScope()
  const ask = scope.run(() => usePaced(3000, () => open.value, run))!
  ask()
  ask()
  vi.advanceTimersByTime(10_000)
  expect(run).not.toHaveBeenCalled()
  open.value = false
  await nextTick()
  expect(run).toHaveBeenCalledTimes(1)
  scope.stop()
  ask()
  vi.advanceTimersByTime(10_000)
  expect(run).toHaveBeenCalledTimes(1)
})
