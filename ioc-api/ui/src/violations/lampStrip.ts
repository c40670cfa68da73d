import type { Lamp } from '../live/types'
import type { ViolationCase } from '../session/api'

/** A lamp of a group for a time; seconds from the instant at the stop line. */
export type Piece = { readonly lamp: Lamp; readonly from: number; readonly to: number }
export type Strip = {
  readonly from: number
  readonly to: number
  readonly groups: readonly { group: string; pieces: readonly Piece[] }[]
  /** When the red that counts has been shown for as long as is let pass. */
  readonly grace?: { from: number; to: number }
  readonly entered?: number
  /** Where to write seconds. */
  readonly ticks: readonly number[]
}

const BEFORE_RED_S = 4
const AFTER_S = 4
/** The line stands apart from the edge, also where red is unknown. */
const LEAST_BEFORE_S = 6
const STEPS_S = [1, 2, 5, 10, 20, 30, 60]
const MOST_TICKS = 9

/** The controller's log as a strip around the instant. A lamp lasts until the next of its group; what was before the first is unknown. */
export function stripOf(
  one: Pick<ViolationCase, 'at' | 'enteredAt' | 'lampLog' | 'groups' | 'secondsIntoRed' | 'graceS'>,
): Strip | undefined {
  if (one.lampLog.length === 0) return undefined
  const at = Date.parse(one.at)
  const seconds = (instant: string) => (Date.parse(instant) - at) / 1000
  const entered = one.enteredAt === undefined ? undefined : seconds(one.enteredAt)
  const from = -Math.max(LEAST_BEFORE_S, (one.secondsIntoRed ?? 0) + BEFORE_RED_S)
  const to = Math.max(0, entered ?? 0) + AFTER_S
  const named = [...new Set([...one.groups, ...one.lampLog.map((each) => each.group)])]
  const groups = named.map((group) => {
    const changes = one.lampLog
      .filter((each) => each.group === group)
      .map((each) => ({ at: seconds(each.at), lamp: each.lamp as Lamp }))
    const pieces: Piece[] = []
    let lamp: Lamp = 'UNKNOWN'
    let since = from
    for (const change of changes) {
      if (change.at >= to) break
      // The log has an event for the end of the clearance, too: red it was before.
      if (change.lamp === lamp) continue
      if (change.at > since) pieces.push({ lamp, from: since, to: change.at })
      lamp = change.lamp
      since = Math.max(since, change.at)
    }
    pieces.push({ lamp, from: since, to })
    return { group, pieces }
  })
  const red = one.secondsIntoRed
  return {
    from,
    to,
    groups,
    grace: red === undefined ? undefined : { from: -red, to: Math.min(0, one.graceS - red) },
    entered,
    ticks: ticksOf(from, to),
  }
}

function ticksOf(from: number, to: number): number[] {
  const step = STEPS_S.find((each) => (to - from) / each <= MOST_TICKS) ?? 60
  const ticks: number[] = []
  for (let second = Math.ceil(from / step) * step; second <= to; second += step)
    ticks.push(second === 0 ? 0 : second)
  return ticks
}

/** A place on the strip, per cent of its width. */
export function placeOf(strip: Strip, second: number): number {
  const part = (second - strip.from) / (strip.to - strip.from)
  return Math.min(100, Math.max(0, part * 100))
}
