const tag = (locale: string) => (locale === 'zh' ? 'zh-CN' : 'en-GB')

/** A time of this year without the year; always with seconds, in the browser's own zone. */
export function fmtTime(iso: string | undefined, locale: string): string {
  if (!iso) return '—'
  const at = new Date(iso)
  const zh = locale === 'zh'
  const year = at.getFullYear() === new Date().getFullYear() ? undefined : 'numeric'
  return new Intl.DateTimeFormat(tag(locale), {
    year, month: zh ? '2-digit' : 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false,
  }).format(at)
}
export const fmtHour = (iso: string, locale: string) => new Date(iso).toLocaleTimeString(tag(locale), { hour: '2-digit', minute: '2-digit', hour12: false })
/** The time of the day, with seconds. */
export const fmtClock = (iso: string, locale: string) => new Date(iso).toLocaleTimeString(tag(locale), { hour12: false })
/** `Today`, `Yesterday`, or the day's name and date. */
export function fmtDay(iso: string, locale: string, now = new Date()): string {
  const at = new Date(iso)
  const midnight = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime()
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000)
  if (days === 0 || days === -1) {
    const word = new Intl.RelativeTimeFormat(tag(locale), { numeric: 'auto' }).format(days, 'day')
    return word.charAt(0).toUpperCase() + word.slice(1)
  }
  return at.toLocaleDateString(tag(locale), { weekday: 'long', day: 'numeric', month: 'long', year: at.getFullYear() === now.getFullYear() ? undefined : 'numeric' })
}
/** How long to wait, in words: `1 minute 5 seconds`. */
export function fmtWait(seconds: number, locale: string): string {
  const part = (n: number, unit: string) => (n ? new Intl.NumberFormat(tag(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(n) : '')
  return [part(Math.floor(seconds / 60), 'minute'), part(seconds % 60, 'second')].filter(Boolean).join(' ')
}
export const fmtNumber = (n: number, locale: string) => n.toLocaleString(tag(locale), { maximumFractionDigits: n < 10 ? 1 : 0 })

/** `5 min ago`; the steps are coarse on purpose. */
export function fmtAgo(iso: string | undefined, locale: string, now = Date.now()): string {
  if (!iso) return '—'
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  const format = new Intl.RelativeTimeFormat(tag(locale), { numeric: 'auto', style: 'short' })
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [[60, 'second'], [3600, 'minute'], [86_400, 'hour'], [Infinity, 'day']]
  const size: Partial<Record<Intl.RelativeTimeFormatUnit, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 }
  const unit = steps.find(([limit]) => Math.abs(seconds) < limit)![1]
  return format.format(Math.trunc(seconds / size[unit]!), unit)
}

/** How long from one time to another: `2 h 5 min`. */
export function fmtSpan(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** Pretty-prints JSON; any other text is left as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** The value of `<input type="datetime-local">` in local time, with seconds. */
export function toLocalInput(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}
export const fromLocalInput = (value: string | undefined) => (value ? new Date(value).toISOString() : undefined)
