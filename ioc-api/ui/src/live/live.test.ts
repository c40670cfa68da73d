import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff'
import { adjusted, nowOf } from './cityClock'
import {
  applyUpdates,
  dropUnrepeated,
  type Entries,
  EVENTS_KEPT_MS,
  GONE_KEPT_MS,
  purgeGone,
} from './entries'
import { effectivePatterns, idOf, kindOf } from './topics'
import type { LiveEvents, LiveUpdate } from './types'

const T0 = Date.parse('2026-11-21T07:00:00Z')
const iso = (s: number) => new Date(T0 + s * 1000).toISOString()
const update = (topic: string, version: number, s: number, body: unknown): LiveUpdate => ({
  topic,
  version,
  at: iso(s),
  body,
})
const event = (s: number, code = 1, parameter = 2) => ({ at: iso(s), code, parameter })

describe('waiting before the next attempt', () => {
  it('doubles up to a ceiling', () => {
    expect([0, 1, 2, 3, 20].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1000, 2000, 4000, 15_000])
  })
  it('is spread by at most half, so that screens do not knock in step', () => {
    expect(backoffMs(3, 0)).toBe(2000)
  })
})

describe('subscriptions', () => {
  it('leave out what a wanted wildcard covers', () => {
    const wanted = new Map([
      ['intersection/*', 1],
      ['intersection/vt-01', 2],
      ['events/vt-01', 1],
      ['device/*', 0],
    ])
    expect([...effectivePatterns(wanted)]).toEqual(['intersection/*', 'events/vt-01'])
  })
  it('split a topic at its first slash', () => {
    expect([kindOf('alarm/a/b'), idOf('alarm/a/b')]).toEqual(['alarm', 'a/b'])
  })
})

describe('values by topic', () => {
  it('are replaced by later ones, and only membership changes the kind', () => {
    const entries: Entries = new Map()
    expect(applyUpdates(entries, [update('device/d', 1, 0, { q: 1 })], 1, false)).toEqual({
      topics: new Set(['device/d']),
      kinds: new Set(['device']),
    })
    const change = applyUpdates(entries, [update('device/d', 2, 1, { q: 2 })], 1, false)
    expect(change.kinds.size).toBe(0)
    expect(entries.get('device/d')?.body).toEqual({ q: 2 })
  })
  it('do not go back, but a new owner may count versions from the start', () => {
    const entries: Entries = new Map()
    applyUpdates(entries, [update('device/d', 9, 5, 'new')], 1, false)
    applyUpdates(entries, [update('device/d', 8, 4, 'late')], 1, false)
    expect(entries.get('device/d')?.body).toBe('new')
    applyUpdates(entries, [update('device/d', 1, 6, 'new owner')], 1, false)
    expect(entries.get('device/d')?.body).toBe('new owner')
  })
  it('that end are kept to fade, and forgotten after a while', () => {
    const entries: Entries = new Map()
    applyUpdates(entries, [update('alarm/a', 1, 0, { id: 'a' })], 1, false)
    const change = applyUpdates(entries, [update('alarm/a', 2, 10, null)], 1, false)
    expect(change.kinds).toEqual(new Set(['alarm']))
    expect(entries.get('alarm/a')).toMatchObject({ body: { id: 'a' }, gone: T0 + 10_000 })
    purgeGone(entries, T0 + 10_000 + GONE_KEPT_MS - 1)
    expect(entries.size).toBe(1)
    purgeGone(entries, T0 + 10_000 + GONE_KEPT_MS)
    expect(entries.size).toBe(0)
  })
  it('that a new connection does not repeat have ended meanwhile, within its patterns', () => {
    const entries: Entries = new Map()
    applyUpdates(
      entries,
      [update('alarm/a', 1, 0, 1), update('alarm/b', 1, 0, 1), update('device/d', 1, 0, 1)],
      1,
      true,
    )
    applyUpdates(entries, [update('alarm/b', 2, 60, 1)], 2, true)
    dropUnrepeated(entries, ['alarm/*'], 2, T0 + 60_000)
    expect(
      [...entries.values()].filter((entry) => entry.gone !== undefined).map((entry) => entry.id),
    ).toEqual(['a'])
  })
})

describe('event pieces', () => {
  const events = (entries: Entries) =>
    ((entries.get('events/x')?.body as LiveEvents | undefined)?.events ?? []).map((each) => each.at)
  it('are added in order of time, a late one in its place', () => {
    const entries: Entries = new Map()
    applyUpdates(entries, [update('events/x', 1, 3, { id: 'x', events: [event(1), event(3)] })], 1, false)
    applyUpdates(entries, [update('events/x', 2, 4, { id: 'x', events: [event(2), event(4)] })], 1, false)
    expect(events(entries)).toEqual([iso(1), iso(2), iso(3), iso(4)])
  })
  it('are replaced by a snapshot', () => {
    const entries: Entries = new Map()
    applyUpdates(entries, [update('events/x', 1, 3, { id: 'x', events: [event(1)] })], 1, false)
    applyUpdates(entries, [update('events/x', 2, 4, { id: 'x', events: [event(9)] })], 2, true)
    expect(events(entries)).toEqual([iso(9)])
  })
  it('older than the screens draw are dropped', () => {
    const entries: Entries = new Map()
    const far = EVENTS_KEPT_MS / 1000 + 5
    applyUpdates(entries, [update('events/x', 1, far, { id: 'x', events: [event(0), event(far)] })], 1, false)
    expect(events(entries)).toEqual([iso(far)])
  })
})

describe('the city clock', () => {
  it('goes on between messages', () => {
    expect(nowOf(adjusted(undefined, T0, 1000), 1500)).toBe(T0 + 500)
  })
  it('is not set back by a message that waited on its way', () => {
    const clock = adjusted(adjusted(undefined, T0, 1000), T0 + 100, 1500)
    expect(nowOf(clock, 1500)).toBe(T0 + 500)
  })
  it('finds out that the city lives ten times as fast', () => {
    let clock = adjusted(undefined, T0, 0)
    for (let s = 1; s <= 6; s++) clock = adjusted(clock, T0 + s * 10_000, s * 1000)
    expect(clock.rate).toBeCloseTo(10, 1)
    expect(nowOf(clock, 6500)).toBeCloseTo(T0 + 65_000, -2)
  })
  it('takes small differences for delay, not for another rate', () => {
    let clock = adjusted(undefined, T0, 0)
    for (let s = 1; s <= 6; s++) clock = adjusted(clock, T0 + s * 1000 + (s % 2) * 80, s * 1000)
    expect(clock.rate).toBe(1)
  })
})
