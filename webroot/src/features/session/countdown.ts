import { computed, ref } from 'vue'
import { useIntervalFn } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { fmtWait } from '@/shared/format'

/** Counts down after the server has asked for a pause; `waiting` is what is left in words, undefined when it is over. */
export function useCountdown() {
  const { locale } = useI18n()
  const left = ref(0)
  let until = 0
  const tick = useIntervalFn(
    () => {
      left.value = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      if (!left.value) tick.pause()
    },
    1000,
    { immediate: false },
  )
  function wait(seconds: number) {
    until = Date.now() + seconds * 1000
    left.value = Math.ceil(seconds)
    tick.resume()
  }
  return { waiting: computed(() => (left.value ? fmtWait(left.value, locale.value) : undefined)), wait }
}
