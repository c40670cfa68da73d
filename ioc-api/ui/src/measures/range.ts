import { type Format, startOfDay } from '../i18n/format'

/** What time is looked at, as the URL says it: the last hours, or hours of a day. */
export type Range = { from: number; to: number; bin: Bin; kind: 'last3' | 'last24' | 'day' }

export const BINS = ['5m', '15m', '30m', '1h'] as const
export type Bin = (typeof BINS)[number]
const MINUTES: Record<Bin, number> = { '5m': 5, '15m': 15, '30m': 30, '1h': 60 }
const HOUR = 3_600_000

type Filters = Readonly<Record<string, string>>

export function binMs(bin: Bin): number {
  return MINUTES[bin] * 60_000
}

/** The range of the filters at the city's time `now`. What the URL has wrong is as if it were not there. */
export function rangeOf(filters: Filters, now: number): Range {
  const asked = BINS.find((each) => each === filters.bin)
  const start = startOfDay(filters.day ?? '')
  if (!Number.isNaN(start)) {
    const [first, last] = hoursOf(filters.hours)
    return {
      kind: 'day',
      from: start + first * HOUR,
      to: start + last * HOUR,
      bin: asked ?? (last - first > 6 ? '15m' : '5m'),
    }
  }
  const hours = filters.range === '24h' ? 24 : 3
  const bin = asked ?? (hours > 6 ? '15m' : '5m')
  const length = binMs(bin)
  // Bins begin at midnight of the city, so that a range of whole bins ends where one begins.
  const to = Math.ceil(now / length) * length
  return { kind: hours === 24 ? 'last24' : 'last3', from: to - hours * HOUR, to, bin }
}

export function hoursOf(text: string | undefined): [number, number] {
  const found = /^(\d{1,2})-(\d{1,2})$/.exec(text ?? '')
  const first = Number(found?.[1] ?? 0)
  const last = Number(found?.[2] ?? 24)
  return first < last && last <= 24 ? [first, last] : [0, 24]
}

/** Distance of the marks below charts: at most `most` of them, at full hours or parts of one. */
export function tickMs(range: { from: number; to: number }, most: number): number {
  const steps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * 60_000)
  return steps.find((step) => (range.to - range.from) / step <= most) ?? 720 * 60_000
}

/** A range in words: the day of its end only where that is another one. */
export function rangeText(range: { from: number; to: number }, format: Format): string {
  const [first, last] = [format.date(range.from), format.date(range.to)]
  const end = format.shortTime(range.to)
  return `${first} ${format.shortTime(range.from)} – ${first === last ? end : `${last} ${end}`}`
}
