import type { Words } from '../i18n'
import type { LivePriority } from '../live/types'

/** When a vehicle that asks for priority is expected at the stop line, in words, as of `now`. */
export function arrivalText(
  asked: LivePriority,
  now: number,
  { t, format }: Pick<Words, 't' | 'format'>,
): string {
  const inS = Math.round((Date.parse(asked.arrivesAt) - now) / 1000)
  if (inS > 0) return t('priority.in', { s: format.number(inS) })
  const lateS = -inS
  return lateS < 3 ? t('priority.now') : t('priority.late', { s: format.number(lateS) })
}

/** The vehicle's name: the request's without the device that passed it on. */
export function vehicleOf({ id }: LivePriority): string | undefined {
  const slash = id.lastIndexOf('/')
  return slash < 0 ? undefined : id.slice(slash + 1)
}
