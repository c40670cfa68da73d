import type { Lamp, LiveDetector, LiveGroup, SignalEvent } from '../live/types'

type Change = { after: Lamp; before: Lamp }

/** What a group shows after an event, and what it showed before (Indiana high-resolution enumerations). */
const VEHICLE: Readonly<Record<number, Change>> = {
  1: { after: 'GREEN', before: 'RED' },
  8: { after: 'AMBER', before: 'GREEN' },
  10: { after: 'RED', before: 'AMBER' },
  11: { after: 'RED', before: 'RED' },
}
const PEDESTRIAN: Readonly<Record<number, Change>> = {
  21: { after: 'GREEN', before: 'RED' },
  22: { after: 'CLEARANCE', before: 'GREEN' },
  23: { after: 'RED', before: 'CLEARANCE' },
}
const OVERLAP: Readonly<Record<number, Change>> = {
  61: { after: 'GREEN', before: 'RED' },
  63: { after: 'AMBER', before: 'GREEN' },
  64: { after: 'RED', before: 'AMBER' },
  65: { after: 'RED', before: 'RED' },
}

/** A foreign log counts overlaps and pedestrian signals for themselves; their groups have these numbers added (contracts). */
const OVERLAP_NUMBERS = 100
const PEDESTRIAN_NUMBERS = 200

export type GroupKind = 'VEHICLE' | 'PEDESTRIAN'

function changeOf(event: TimedEvent, group: { number: number; kind: GroupKind }): Change | undefined {
  const { code, parameter } = event
  if (group.kind === 'PEDESTRIAN')
    return parameter === group.number || parameter + PEDESTRIAN_NUMBERS === group.number
      ? PEDESTRIAN[code]
      : undefined
  if (parameter === group.number) return VEHICLE[code]
  return parameter + OVERLAP_NUMBERS === group.number ? OVERLAP[code] : undefined
}

const DETECTOR_ON = new Set([82, 90])
const DETECTOR_OFF = new Set([81, 89])

export type Bar = { from: number; to: number; lamp: Lamp }
export type Span = { from: number; to: number }
type TimedEvent = { at: number; code: number; parameter: number }

export function timed(events: readonly SignalEvent[]): TimedEvent[] {
  return events.map((event) => ({ at: Date.parse(event.at), code: event.code, parameter: event.parameter }))
}

/**
 * Bars of one group between `from` and `to`. What nobody logged stays a gap: before the first event of the log nothing is
 * known, unless the group shows the same since then.
 */
export function barsOf(
  events: readonly TimedEvent[],
  group: Pick<LiveGroup, 'number' | 'lamp' | 'since'> & { kind: GroupKind },
  from: number,
  to: number,
): Bar[] {
  const logBegins = events[0]?.at
  const changes: { at: number; lamp: Lamp }[] = []
  for (const event of events) {
    const lamps = changeOf(event, group)
    if (!lamps) continue
    if (changes.length === 0 && logBegins !== undefined && logBegins < event.at)
      changes.push({ at: logBegins, lamp: lamps.before })
    changes.push({ at: event.at, lamp: lamps.after })
  }
  const since = group.since === undefined ? undefined : Date.parse(group.since)
  const last = changes.at(-1)
  if (
    group.lamp !== 'UNKNOWN' &&
    since !== undefined &&
    (!last || (last.lamp !== group.lamp && since >= last.at))
  )
    changes.push({ at: since, lamp: group.lamp })

  const bars: Bar[] = []
  for (const [index, change] of changes.entries()) {
    const begin = Math.max(from, change.at)
    const end = Math.min(to, changes[index + 1]?.at ?? to)
    if (end <= begin) continue
    const before = bars.at(-1)
    if (before && before.lamp === change.lamp && before.to === begin) before.to = end
    else bars.push({ from: begin, to: end, lamp: change.lamp })
  }
  return bars
}

/** When a detector channel was occupied between `from` and `to`. */
export function occupiedSpans(
  events: readonly TimedEvent[],
  channel: number,
  live: Pick<LiveDetector, 'occupied' | 'since'> | undefined,
  from: number,
  to: number,
): Span[] {
  const spans: Span[] = []
  let on: number | undefined
  let seen = false
  for (const event of events) {
    if (event.parameter !== channel) continue
    if (DETECTOR_ON.has(event.code)) {
      on ??= event.at
      seen = true
    } else if (DETECTOR_OFF.has(event.code)) {
      if (on !== undefined) spans.push({ from: on, to: event.at })
      else if (!seen && events[0]) spans.push({ from: events[0].at, to: event.at })
      on = undefined
      seen = true
    }
  }
  if (on !== undefined) spans.push({ from: on, to })
  else if (!seen && live?.occupied && live.since) spans.push({ from: Date.parse(live.since), to })
  return spans
    .map((span) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
    .filter((span) => span.to > span.from)
}
