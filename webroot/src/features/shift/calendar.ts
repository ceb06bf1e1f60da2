import type { Schemas } from '@/shared/api/client'

export type Calendar = Schemas['ShiftCalendar']
export type Entry = Schemas['ShiftEntry']
export type View = 'month' | 'week' | 'day'

/** Days are texts such as 2026-01-31, in the scenario's time zone; arithmetic on them is done in UTC, where all days are alike. */
const date = (day: string) => new Date(`${day}T00:00:00Z`)
export const addDays = (day: string, n: number) => new Date(date(day).getTime() + n * 86_400_000).toISOString().slice(0, 10)
/** Monday is 0. */
export const weekday = (day: string) => (date(day).getUTCDay() + 6) % 7
export const isDay = (text: string | undefined): text is string => !!text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date(text).getTime())

/** The first and last day that a view shows around a day: weeks are whole. */
export function shown(view: View, day: string): { from: string; to: string } {
  if (view === 'day') return { from: day, to: day }
  const first = view === 'month' ? `${day.slice(0, 8)}01` : day
  const from = addDays(first, -weekday(first))
  if (view === 'week') return { from, to: addDays(from, 6) }
  const last = addDays(`${addDays(first, 32).slice(0, 8)}01`, -1)
  return { from, to: addDays(last, 6 - weekday(last)) }
}
/** The day around which the next or the previous page is shown. */
export function paged(view: View, day: string, by: 1 | -1): string {
  if (view === 'day') return addDays(day, by)
  if (view === 'week') return addDays(day, 7 * by)
  const first = `${day.slice(0, 8)}01`
  return by === 1 ? `${addDays(first, 32).slice(0, 8)}01` : `${addDays(first, -1).slice(0, 8)}01`
}
export const daysOf = ({ from, to }: { from: string; to: string }) => {
  const out: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) out.push(day)
  return out
}

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (zone: string) => {
  const known = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false })
  formats.set(zone, known)
  return known
}
/** The day and the time of the clock of an instant: `2026-01-31` and `08:30`. */
export function wall(iso: string, zone: string): { day: string; time: string } {
  const [day, time] = format(zone).format(new Date(iso)).split(' ')
  return { day: day!, time: time! }
}

/** What a stretch of time takes of a day: whole, or from and to by the clock; undefined when nothing. */
export function within(day: string, startsAt: string, endsAt: string, zone: string): { from: string; to: string; whole: boolean } | undefined {
  const start = wall(startsAt, zone)
  const end = wall(endsAt, zone)
  if (start.day > day || end.day < day || (end.day === day && end.time === '00:00')) return undefined
  const from = start.day < day ? '00:00' : start.time
  const to = end.day > day ? '24:00' : end.time
  return { from, to, whole: from === '00:00' && to === '24:00' }
}

export interface Cell {
  day: string
  entries: (Entry & { label: string; double: string[]; ended: boolean })[]
  gaps: { from: string; to: string; whole: boolean }[]
  standIns: Schemas['ShiftOverride'][]
}
const meets = (a: { startsAt: string; endsAt: string }, b: { startsAt: string; endsAt: string }) => Date.parse(a.startsAt) < Date.parse(b.endsAt) && Date.parse(b.startsAt) < Date.parse(a.endsAt)

/** What one role has on one day. A shift is on the day on which it begins; somebody for all day is on each day. */
export function cell(calendar: Calendar, roleId: string, day: string, now = Date.now()): Cell {
  const { zone } = calendar
  const entries = calendar.entries
    .filter(e => e.roleId === roleId && (e.day ? e.day === day : within(day, e.startsAt, e.endsAt, zone)))
    .map(e => ({
      ...e,
      label: e.start && !(e.start === '00:00' && e.end === '00:00') ? `${e.start}–${e.end}` : '',
      double: e.engineers.filter(p => e.day && calendar.doubles.some(d => d.engineer.id === p.id && meets(d, e))).map(p => p.name),
      ended: Date.parse(e.endsAt) <= now,
    }))
  return {
    day,
    entries,
    gaps: calendar.gaps.filter(g => g.roleId === roleId).flatMap(g => within(day, g.startsAt, g.endsAt, zone) ?? []),
    standIns: calendar.overrides.filter(o => o.roleId === roleId && within(day, o.startsAt, o.endsAt, zone)),
  }
}

/** Whether a shift ends on the next day. */
export const overMidnight = (start: string, end: string) => end <= start
/** Times of so many shifts of equal length, which fill the day. */
export const split = (n: number) => Array.from({ length: n }, (_, i) => ({ start: clock((i * 1440) / n), end: clock((((i + 1) % n) * 1440) / n) }))
const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(Math.round(minute % 60)).padStart(2, '0')}`

/** The instant of a time of the clock in a zone, as `2026-01-31T08:30`; of one that comes twice the first; one that is left out is moved on by what the clock is. */
export function instant(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`)
  const shownAt = (at: number) => {
    const { day, time } = wall(new Date(at).toISOString(), zone)
    return Date.parse(`${day}T${time}Z`)
  }
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map(at => shownAt(at) - at)
  const found = offsets.map(o => wanted - o).filter(at => shownAt(at) === wanted)
  return new Date(found.length ? Math.min(...found) : wanted - Math.min(...offsets)).toISOString()
}
