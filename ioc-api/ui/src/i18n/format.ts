import type { Language } from './index'

const ZONE = 'Asia/Ho_Chi_Minh'
/** The city's clock ahead of UTC; Vietnam does not change its clocks. */
export const ZONE_AHEAD_MS = 7 * 3_600_000

/** When a day of the city begins: `2026-11-21`. NaN where the text is no day. */
export function startOfDay(day: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) - ZONE_AHEAD_MS : Number.NaN
}

/** The day of the city that an instant is in. */
export function dayOf(at: number): string {
  return new Date(at + ZONE_AHEAD_MS).toISOString().slice(0, 10)
}

/** Numbers and times as the language writes them, always in the city's zone. Instants are milliseconds. */
export type Format = {
  number(value: number, digits?: number): string
  /** 14:05:09 */
  time(at: number): string
  /** 14:05 */
  shortTime(at: number): string
  /** 21/11/2026 */
  date(at: number): string
  /** Time of day; with the date where it is not the day of `now`. */
  moment(at: number, now: number): string
  /** In a file's name: 2026-11-21-1405 */
  fileTime(at: number): string
}

const formats = new Map<Language, Format>()

export function formatOf(language: Language): Format {
  let format = formats.get(language)
  if (!format) {
    format = makeFormat(language)
    formats.set(language, format)
  }
  return format
}

function makeFormat(language: Language): Format {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB'
  const numbers = new Map<number, Intl.NumberFormat>()
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const shortTime = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  return {
    number(value, digits = 0) {
      let number = numbers.get(digits)
      if (!number) {
        number = new Intl.NumberFormat(locale, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        })
        numbers.set(digits, number)
      }
      return number.format(value)
    },
    time: (at) => time.format(at),
    shortTime: (at) => shortTime.format(at),
    date: (at) => date.format(at),
    fileTime: (at) => `${dayOf(at)}-${shortTime.format(at).replace(':', '')}`,
    moment: (at, now) =>
      date.format(at) === date.format(now) ? time.format(at) : `${date.format(at)} ${time.format(at)}`,
  }
}

/** An age in its largest sensible unit. */
export function ageParts(ms: number): { unit: 's' | 'min' | 'h' | 'd'; n: number } {
  const s = Math.max(0, Math.floor(ms / 1000))
  if (s < 100) return { unit: 's', n: s }
  if (s < 100 * 60) return { unit: 'min', n: Math.floor(s / 60) }
  if (s < 48 * 3600) return { unit: 'h', n: Math.floor(s / 3600) }
  return { unit: 'd', n: Math.floor(s / 86_400) }
}
