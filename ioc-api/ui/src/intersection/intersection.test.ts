import { describe, expect, it } from 'vitest'
import type { LiveDecision, LiveIntersection } from '../live/types'
import type { Intersection } from '../session/api'
import { barsOf, occupiedSpans } from './lamps'
import { isRungNew, mergeLedger, newerThan } from './ledger'
import { plannedStages, progressOf, ringSegments } from './stages'

const T0 = Date.parse('2026-11-21T07:00:00Z')
const at = (s: number) => T0 + s * 1000
const iso = (s: number) => new Date(at(s)).toISOString()
const log = (...lines: [number, number, number][]) =>
  lines.map(([s, code, parameter]) => ({ at: at(s), code, parameter }))

/** Bars as text: `RED 0-10 GREEN 10-30`. */
const text = (bars: { from: number; to: number; lamp: string }[]) =>
  bars.map((bar) => `${bar.lamp} ${(bar.from - T0) / 1000}-${(bar.to - T0) / 1000}`).join(' ')

describe('bars of a signal group', () => {
  const group = { number: 2, kind: 'VEHICLE' as const, lamp: 'RED' as const }
  it('follow the log, and what was before its first change', () => {
    const events = log([0, 82, 7], [10, 1, 2], [30, 8, 2], [33, 10, 2])
    expect(text(barsOf(events, group, at(0), at(50)))).toBe('RED 0-10 GREEN 10-30 AMBER 30-33 RED 33-50')
  })
  it('leave a gap before the log begins', () => {
    expect(text(barsOf(log([10, 1, 2]), { ...group, lamp: 'GREEN' }, at(0), at(20)))).toBe('GREEN 10-20')
  })
  it('know a lamp without events by its live state', () => {
    const since = { ...group, lamp: 'GREEN' as const, since: iso(-100) }
    expect(text(barsOf([], since, at(0), at(20)))).toBe('GREEN 0-20')
  })
  it('take the live state where it is ahead of the log', () => {
    const ahead = { ...group, lamp: 'AMBER' as const, since: iso(15) }
    expect(text(barsOf(log([0, 82, 7], [5, 1, 2]), ahead, at(0), at(20)))).toBe(
      'RED 0-5 GREEN 5-15 AMBER 15-20',
    )
  })
  it('do not mix a vehicle group with the pedestrians or the overlap of its number', () => {
    const events = log([0, 82, 7], [5, 21, 2], [8, 61, 2])
    expect(text(barsOf(events, { ...group, lamp: 'UNKNOWN' }, at(0), at(20)))).toBe('')
    expect(text(barsOf(events, { number: 202, kind: 'PEDESTRIAN', lamp: 'GREEN' }, at(0), at(20)))).toBe(
      'RED 0-5 GREEN 5-20',
    )
    expect(text(barsOf(events, { number: 102, kind: 'VEHICLE', lamp: 'GREEN' }, at(0), at(20)))).toBe(
      'RED 0-8 GREEN 8-20',
    )
  })
})

describe('detector ticks', () => {
  const spans = (...args: Parameters<typeof occupiedSpans>) =>
    occupiedSpans(...args).map((span) => [(span.from - T0) / 1000, (span.to - T0) / 1000])
  it('are the times a channel was occupied, the last one until now', () => {
    expect(spans(log([1, 82, 7], [3, 81, 7], [4, 82, 8], [9, 82, 7]), 7, undefined, at(0), at(10))).toEqual([
      [1, 3],
      [9, 10],
    ])
  })
  it('begin with the log where the first thing known is a vehicle leaving', () => {
    expect(spans(log([2, 1, 1], [5, 81, 7]), 7, undefined, at(0), at(10))).toEqual([[2, 5]])
  })
})

const intersection = {
  stages: [
    { id: 'A', name: { vi: 'A', en: 'A' }, groups: ['g2'] },
    { id: 'B', name: { vi: 'B', en: 'B' }, groups: ['g4'] },
  ],
  plans: [
    {
      id: 'day',
      splits: [
        { stage: 'A', lengthS: 60 },
        { stage: 'B', lengthS: 30 },
      ],
    },
  ],
} as unknown as Intersection

describe('the ring of stages', () => {
  const shares = (plan?: string) =>
    ringSegments(intersection, plan).map((each) => [each.stage.id, each.from, each.to])
  it('is cut by the splits of the plan', () => {
    expect(shares('day')).toEqual([
      ['A', 0, 2 / 3],
      ['B', 2 / 3, 1],
    ])
  })
  it('has equal stages without a plan', () => {
    expect(shares()).toEqual([
      ['A', 0, 0.5],
      ['B', 0.5, 1],
    ])
  })
  it('counts down to a planned end and up without one', () => {
    expect(progressOf({ stageSince: iso(0), plannedEnd: iso(40) }, 60, at(10))).toEqual({
      elapsedS: 10,
      remainingS: 30,
      share: 0.25,
    })
    expect(progressOf({ stageSince: iso(0) }, 60, at(15))).toEqual({ elapsedS: 15, share: 0.25 })
    expect(progressOf({}, 60, at(15))).toBeUndefined()
  })
})

describe('the known future', () => {
  const live = { stage: 'A', nextStage: 'B', plannedEnd: iso(20), mode: 'COMMANDED' } as LiveIntersection
  it('is the rest of the stage, then the next one', () => {
    expect(plannedStages(live, at(5), at(45))).toEqual([
      { stage: 'A', from: at(5), to: at(20) },
      { stage: 'B', from: at(20), to: at(45) },
    ])
  })
  it('is nothing while the controller flashes', () => {
    expect(plannedStages({ ...live, mode: 'FLASH' }, at(5), at(45))).toEqual([])
  })
})

describe('the ledger', () => {
  const line = (s: number, reason: string): LiveDecision => ({
    intersection: 'x',
    at: iso(s),
    strategy: 'fixed-time',
    action: 'HOLD',
    reason,
    outcome: 'COMMANDED',
    values: {},
  })
  it('has every line once, newest first', () => {
    const lines = mergeLedger(
      [line(1, 'MIN_GREEN'), line(5, 'EXTENDING')],
      [line(5, 'EXTENDING'), line(9, 'GAP_OUT')],
      10,
    )
    expect(lines.map((each) => each.reason)).toEqual(['GAP_OUT', 'EXTENDING', 'MIN_GREEN'])
  })
  it('lets go of the oldest', () => {
    const lines = mergeLedger([line(1, 'MIN_GREEN'), line(5, 'EXTENDING')], [line(9, 'GAP_OUT')], 2)
    expect(lines.map((each) => each.reason)).toEqual(['GAP_OUT', 'EXTENDING'])
  })
  it('sees where control came to another rung, and not where a line has none', () => {
    const on = (rung: string, notHeard?: string) => ({
      ...line(1, 'OUTWEIGHS'),
      values: { rung, ...(notHeard ? { cause: 'NEIGHBOUR_SILENT', notHeard } : {}) },
    })
    expect(isRungNew(on('ADAPTIVE', 'vt-02'), on('ADAPTIVE_COORDINATED'))).toBe(true)
    expect(isRungNew(on('ADAPTIVE', 'vt-02 vt-04'), on('ADAPTIVE', 'vt-02'))).toBe(true)
    expect(isRungNew(on('ADAPTIVE', 'vt-02'), on('ADAPTIVE', 'vt-02'))).toBe(false)
    expect(isRungNew(on('ADAPTIVE'), line(0, 'OPERATOR'))).toBe(false)
    expect(isRungNew(on('ADAPTIVE'), undefined)).toBe(false)
  })
  it('knows how many lines have come since one', () => {
    const lines = [line(9, 'GAP_OUT'), line(5, 'EXTENDING'), line(1, 'MIN_GREEN')]
    expect(newerThan(lines, line(5, 'EXTENDING'))).toBe(1)
    expect(newerThan(lines, lines[0])).toBe(0)
    expect(newerThan(lines, undefined)).toBe(3)
  })
})
