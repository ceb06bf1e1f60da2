import { computed, watchEffect } from 'vue'
import { defineStore } from 'pinia'
import { useMediaQuery, usePreferredDark, useStorage } from '@vueuse/core'
import { i18n, type Language } from './i18n'

export type Theme = 'system' | 'light' | 'dark'

/** What this browser remembers: language, theme, the folded menu. */
export const usePrefs = defineStore('prefs', () => {
  const theme = useStorage<Theme>('theme', 'system')
  const lang = useStorage<Language>('lang', navigator.language.startsWith('zh') ? 'zh' : 'en')
  const menu = useStorage<'auto' | 'open' | 'folded'>('menu', 'auto')
  const systemDark = usePreferredDark()
  const narrow = useMediaQuery('(max-width: 1100px)')
  const dark = computed(() => theme.value === 'dark' || (theme.value === 'system' && systemDark.value))
  const folded = computed(() => (menu.value === 'auto' ? narrow.value : menu.value === 'folded'))
  watchEffect(() => document.documentElement.classList.toggle('dark', dark.value))
  watchEffect(() => {
    i18n.global.locale.value = lang.value
    document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en'
  })
  return {
    theme,
    lang,
    dark,
    folded,
    flipLang: () => (lang.value = lang.value === 'en' ? 'zh' : 'en'),
    flipMenu: () => (menu.value = folded.value ? 'open' : 'folded'),
  }
})
