import { describe, expect, it } from 'vitest'
import type { Violation } from '../session/api'
import { arrange, changed, lastByOther, neighbour, nextWaiting, orderOf, type Row, toUndo } from './queue'

const one = (id: string, changes: Partial<Violation> = {}): Violation => ({
  id,
  rule: 'RED_LIGHT',
  state: 'WAITING',
  version: 1,
  site: 'vt-03',
  camera: 'vt-03-cam-sw',
  approach: 'sw',
  at: '2026-11-28T05:00:12.340Z',
  raisedAt: '2026-11-28T05:00:14Z',
  evidence: { state: 'READY', missing: [] },
  lastChange: { version: 1, at: '2026-11-28T05:00:14Z', actor: 'system', action: 'RAISED' },
  ...changes,
})
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ case: one(id), gone: false }))
const ids = (all: readonly Row[]) => all.map((row) => row.case.id)

describe('the list while somebody reads', () => {
  it('keeps every row in its place, and lets new ones join at the end', () => {
    const { rows: after, waiting } = arrange(rows('a', 'b'), [one('a'), one('b'), one('c')])
    expect(ids(after)).toEqual(['a', 'b', 'c'])
    expect(waiting).toEqual([])
  })
  it('lets new ones wait that would push others', () => {
    const { rows: after, waiting } = arrange(rows('b', 'a'), [one('c'), one('b'), one('a')])
    expect(ids(after)).toEqual(['b', 'a'])
    expect(waiting.map((each) => each.id)).toEqual(['c'])
  })
  it('keeps what somebody else decided, and says that it is gone', () => {
    const { rows: after } = arrange(rows('a', 'b'), [one('b')])
    expect(after.map((row) => [row.case.id, row.gone])).toEqual([
      ['a', true],
      ['b', false],
    ])
  })
  it('does not take an older answer for the newer state of a case', () => {
    const decided = changed(rows('a'), one('a', { state: 'ACCEPTED', version: 2 }))
    expect(arrange(decided, [one('a')]).rows[0]?.case.state).toBe('ACCEPTED')
  })
  it('begins with everything', () => {
    expect(ids(arrange([], [one('a'), one('b')]).rows)).toEqual(['a', 'b'])
  })
})

describe('from case to case', () => {
  it('goes up and down, and stops at the ends', () => {
    const all = rows('a', 'b')
    expect(neighbour(all, 'a', 1)).toBe('b')
    expect(neighbour(all, 'b', 1)).toBeUndefined()
    expect(neighbour(all, 'a', -1)).toBeUndefined()
    expect(neighbour(all, undefined, 1)).toBe('a')
    expect(neighbour(all, 'not in the list', -1)).toBe('a')
  })
  it('skips what no longer waits, and comes back for what was left behind', () => {
    const all = changed(rows('a', 'b', 'c'), one('b', { state: 'REJECTED', version: 2 }))
    expect(nextWaiting(all, 'a')).toBe('c')
    expect(nextWaiting(all, 'c')).toBe('a')
    expect(nextWaiting(all, undefined)).toBe('a')
    expect(nextWaiting(rows('a'), 'a')).toBeUndefined()
  })
  it('shows those first that wait longest, and of others the newest', () => {
    expect(orderOf('waiting', undefined)).toBe('asc')
    expect(orderOf('void', undefined)).toBe('desc')
    expect(orderOf('waiting', 'desc')).toBe('desc')
    expect(orderOf('waiting', 'sideways')).toBe('asc')
  })
})

describe('taking back', () => {
  const last = { id: 'x', version: 2, at: '2026-11-28T05:00:12.340Z' }
  it('means the decided case that is looked at, else the last decision taken here', () => {
    expect(toUndo(one('a', { state: 'ACCEPTED', version: 4 }), [last])).toMatchObject({ id: 'a', version: 4 })
    expect(toUndo(one('b'), [last])).toBe(last)
    expect(toUndo(one('b'), [])).toBeUndefined()
  })
  it('knows who was faster', () => {
    const history = [
      { version: 1, at: '2026-11-28T05:00:14Z', actor: 'system', action: 'RAISED' as const },
      { version: 2, at: '2026-11-28T05:01:00Z', actor: 'lan', action: 'ACCEPTED' as const },
    ]
    expect(lastByOther(history, 1)?.actor).toBe('lan')
    expect(lastByOther(history, 2)).toBeUndefined()
  })
})
