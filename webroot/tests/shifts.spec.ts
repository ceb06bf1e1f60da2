import { expect, test } from 'vitest'
import { addDays, cell, daysOf, instant, isDay, overMidnight, paged, shown, split, wall, weekday, within, type Calendar } from '@/features/shift/calendar'

test('weeks are whole and begin on Monday', () => {
  expect(weekday('2026-11-23')).toBe(0)
  expect(shown('week', '2026-11-25')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
  expect(shown('month', '2028-02-29')).toEqual({ from: '2028-01-31', to: '2028-03-05' })
  expect(daysOf(shown('month', '2026-08-10'))).toHaveLength(42)
  expect(shown('day', '2026-01-31')).toEqual({ from: '2026-01-31', to: '2026-01-31' })
})
test('pages follow one another over the ends of months and years', () => {
  expect(paged('month', '2026-01-31', 1)).toBe('2026-02-01')
  expect(paged('month', '2026-01-31', -1)).toBe('2025-12-01')
  expect(paged('week', '2026-12-28', 1)).toBe('2027-01-04')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect([isDay('2026-02-01'), isDay('2026-13-01'), isDay('soon'), isDay(undefined)]).toEqual([true, false, false, false])
})
test('times of the clock become instants and back, also where the clock changes', () => {
  expect(instant('2026-01-31T08:30', 'Europe/Berlin')).toBe('2026-01-31T07:30:00.000Z')
  expect(instant('2026-07-31T08:30', 'America/New_York')).toBe('2026-07-31T12:30:00.000Z')
  expect(instant('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
  expect(instant('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  expect(instant('2026-04-05T01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z')
  expect(wall('2026-03-29T01:00:00Z', 'Europe/Berlin')).toEqual({ day: '2026-03-29', time: '03:00' })
})
test('a stretch takes its part of each day', () => {
  const of = (day: string) => within(day, '2026-03-28T19:00:00Z', '2026-03-30T06:00:00Z', 'Europe/Berlin')
  expect(of('2026-03-28')).toEqual({ from: '20:00', to: '24:00', whole: false })
  expect(of('2026-03-29')).toEqual({ from: '00:00', to: '24:00', whole: true })
  expect(of('2026-03-30')).toEqual({ from: '00:00', to: '08:00', whole: false })
  expect(of('2026-03-31')).toBeUndefined()
  expect(within('2026-03-29', '2026-03-28T00:00:00Z', '2026-03-29T00:00:00Z', 'UTC')).toBeUndefined()
})
test('a cell has what begins on its day, marks double bookings and what has ended', () => {
  const person = { id: 'p', name: 'Ann' }
  const entry = (id: string, roleId: string, start: string, end: string) => ({ id, roleId, day: '2026-01-15', start, end, startsAt: `2026-01-15T${start}:00Z`, endsAt: `2026-01-15T${end}:00Z`, engineers: [person], version: 1 })
  const calendar: Calendar = {
    zone: 'UTC', from: '2026-01-15', to: '2026-01-16', today: '2026-01-15', roles: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }],
    entries: [entry('1', 'a', '08:00', '16:00'), entry('2', 'b', '15:00', '18:00'), entry('3', 'a', '18:00', '20:00')],
    gaps: [{ roleId: 'a', startsAt: '2026-01-15T20:00:00Z', endsAt: '2026-01-17T00:00:00Z' }],
    doubles: [{ engineer: person, startsAt: '2026-01-15T15:00:00Z', endsAt: '2026-01-15T16:00:00Z' }],
    overrides: [],
  }
  const found = cell(calendar, 'a', '2026-01-15', Date.parse('2026-01-15T17:00:00Z'))
  expect(found.entries.map(e => [e.id, e.double, e.ended])).toEqual([['1', ['Ann'], true], ['3', [], false]])
  expect(found.gaps).toEqual([{ from: '20:00', to: '24:00', whole: false }])
  expect(cell(calendar, 'a', '2026-01-16').gaps).toEqual([{ from: '00:00', to: '24:00', whole: true }])
})
test('shifts fill the day', () => {
  expect(split(3)).toEqual([{ start: '00:00', end: '08:00' }, { start: '08:00', end: '16:00' }, { start: '16:00', end: '00:00' }])
  expect([overMidnight('20:00', '08:00'), overMidnight('00:00', '00:00'), overMidnight('08:00', '20:00')]).toEqual([true, true, false])
})
