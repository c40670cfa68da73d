import { describe, expect, it } from 'vitest'
import type { LiveAlarm } from '../live/types'
import { type AlarmEntry, arrange, byUrgency, passes, stateOf, worst } from './order'

const alarm = (id: string, changes: Partial<LiveAlarm> = {}, gone?: number): AlarmEntry => ({
  topic: `alarm/${id}`,
  id,
  version: 1,
  at: 0,
  generation: 1,
  gone,
  body: {
    id,
    kind: 'DEVICE_SILENT',
    severity: 'MEDIUM',
    site: 'vt-01',
    subject: 'd',
    values: {},
    active: true,
    acknowledged: false,
    raisedAt: '2026-11-21T07:00:00Z',
    occurrences: 1,
    ...changes,
  },
})

describe('alarms by urgency', () => {
  it('stand by acknowledgement, then severity, then age', () => {
    const all = [
      alarm('acked critical', { severity: 'CRITICAL', acknowledged: true }),
      alarm('low', { severity: 'LOW' }),
      alarm('older', { raisedAt: '2026-11-21T06:00:00Z' }),
      alarm('newer'),
      alarm('cleared, unseen', { severity: 'HIGH', active: false }),
      alarm('ended', { severity: 'CRITICAL' }, 5),
    ]
    expect(all.sort(byUrgency).map((entry) => entry.id)).toEqual([
      'newer',
      'older',
      'low',
      'cleared, unseen',
      'acked critical',
      'ended',
    ])
  })
  it('know the worst among them', () => {
    expect(worst(['LOW', 'HIGH', 'MEDIUM'])).toBe('HIGH')
    expect(worst([])).toBeUndefined()
  })
  it('are cleared when they left the list of the centre', () => {
    expect(stateOf(alarm('a', {}, 1))).toBe('cleared')
    expect(stateOf(alarm('a', { active: false }))).toBe('clearedUnacked')
  })
})

describe('the filter', () => {
  it('keeps what needs acknowledgement, also after it cleared', () => {
    const all = [alarm('a'), alarm('b', { acknowledged: true }), alarm('c', { active: false })]
    expect(all.filter((each) => passes(each, { state: 'unacked' })).map((each) => each.id)).toEqual([
      'a',
      'c',
    ])
  })
  it('keeps a severity and those above it', () => {
    expect(passes(alarm('a', { severity: 'CRITICAL' }), { from: 'HIGH' })).toBe(true)
    expect(passes(alarm('a', { severity: 'MEDIUM' }), { from: 'HIGH' })).toBe(false)
  })
})

describe('rows while somebody reads', () => {
  it('keep their places; new ones wait, ended ones go', () => {
    const { rows, waiting } = arrange(
      ['b', 'gone', 'a'],
      [alarm('new', { severity: 'CRITICAL' }), alarm('a'), alarm('b')],
    )
    expect(rows.map((row) => row.id)).toEqual(['b', 'a'])
    expect(waiting.map((row) => row.id)).toEqual(['new'])
  })
})
