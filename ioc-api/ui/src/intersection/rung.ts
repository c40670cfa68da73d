import type { Words } from '../i18n'
import type { Values } from '../live/types'

/**
 * How the intersection is controlled, and why not better: the rung of the control ladder in force, and what led down to it.
 * Undefined where the strategy has no ladder.
 */
export function rungText(
  { rung, cause, ...values }: Values,
  { t, word, format }: Pick<Words, 't' | 'word' | 'format'>,
): { rung: string; cause: string | undefined } | undefined {
  if (!rung) return undefined
  return { rung: word('rungName', rung), cause: cause ? causeText(cause) : undefined }

  function causeText(code: string): string {
    const time = (instant: string) => format.time(Date.parse(instant))
    if (code === 'NEIGHBOUR_SILENT' && values.neighbour) {
      const { neighbour, silentSince, heardSince } = values
      const others = (values.notHeard ?? '').split(' ').filter((each) => each && each !== neighbour)
      const names = { neighbour: [neighbour, ...others].join(', ') }
      if (silentSince) return t('rung.silent', { ...names, time: time(silentSince) })
      return heardSince ? t('rung.back', { ...names, time: time(heardSince) }) : t('rung.never', names)
    }
    const { steadyLanes, lanes, steadyGroups, groups } = values
    if (code === 'LANES_NOT_SEEN' && steadyLanes && lanes)
      return t('rung.lanes', { n: steadyLanes, m: lanes })
    if (code === 'DETECTORS_NOT_BELIEVED' && steadyGroups && groups)
      return t('rung.groups', { n: steadyGroups, m: groups })
    return word('cause', code)
  }
}

/** The rungs of the ladder, best first. */
export const RUNGS: readonly string[] = [
  'ADAPTIVE_COORDINATED',
  'ADAPTIVE',
  'ACTUATED',
  'TIME_OF_DAY',
  'FLASH',
]

/** Whether control is worse than adaptive, which is abnormal; isolated instead of coordinated is not. */
export function isBelowAdaptive(rung: string | undefined): boolean {
  return rung !== undefined && RUNGS.indexOf(rung) > RUNGS.indexOf('ADAPTIVE')
}

/** What makes a rung another one for whoever reads the ledger. */
export function rungKey({ rung, cause, notHeard }: Values): string {
  return [rung, cause, notHeard].join('/')
}
