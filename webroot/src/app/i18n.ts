import { createI18n } from 'vue-i18n'
import shell from './texts'
import ui from '@/shared/ui/texts'

/** Each feature keeps its two languages side by side: `{ key: [English, Chinese] }`. */
export type Pairs = { [key: string]: [string, string] | Pairs }
export type Language = 'en' | 'zh'

const features = import.meta.glob<{ default: Pairs }>('../features/*/texts.ts', { eager: true })
export const pairs: Pairs = Object.assign({}, shell, ui, ...Object.values(features).map(f => f.default))

type Side = { [key: string]: string | Side }
const side = (of: Pairs, i: 0 | 1): Side => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, Array.isArray(value) ? value[i] : side(value, i)]))

export const i18n = createI18n({ legacy: false, locale: 'en' as string, fallbackLocale: 'en', messages: { en: side(pairs, 0), zh: side(pairs, 1) } })

/** Texts that come with their pages, since they are many and needed nowhere else; they may add to those of a feature. */
export function add(of: Pairs) {
  for (const [key, value] of Object.entries(of)) pairs[key] = Array.isArray(value) ? value : { ...(pairs[key] as Pairs), ...value }
  i18n.global.mergeLocaleMessage('en', side(of, 0))
  i18n.global.mergeLocaleMessage('zh', side(of, 1))
}
