import { onScopeDispose, watch } from 'vue'

/** Runs at most once in `ms`. What is asked for in between, or while `wait` says so, is done once as soon as it may. */
export function usePaced(ms: number, wait: () => boolean, run: () => unknown) {
  let due = false
  let timer: ReturnType<typeof setTimeout> | undefined
  function go() {
    if (!due || timer || wait()) return
    due = false
    timer = setTimeout(() => {
      timer = undefined
      go()
    }, ms)
    run()
  }
  watch(wait, go)
  onScopeDispose(() => {
    due = false
    clearTimeout(timer)
  })
  return () => {
    due = true
    go()
  }
}
