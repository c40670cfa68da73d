import type { Violation, ViolationRule } from '../session/api'

/** In the order of the filter. */
export const RULES = ['RED_LIGHT', 'STOP_LINE', 'WRONG_WAY'] as const satisfies readonly ViolationRule[]

/** Whether a lamp was passed, so that the log of the lamps and the clocks say whether it was red. */
export function asksLamps(rule: ViolationRule): boolean {
  return rule === 'RED_LIGHT' || rule === 'STOP_LINE'
}

/** The instant that the pictures are about: the passing of the line, or the last of what it did. */
export function shownAt(one: Pick<Violation, 'at' | 'until'>): number {
  return Date.parse(one.until ?? one.at)
}
