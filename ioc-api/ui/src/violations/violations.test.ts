import { describe, expect, it } from 'vitest'
import { type Language, type Words, wordsIn } from '../i18n'
import { en } from '../i18n/en'
import { vi } from '../i18n/vi'
import type { ViolationCase } from '../session/api'
import { placeOf, stripOf } from './lampStrip'
import { missingOf } from './missing'
import { csvOf, falseShare, totalOf } from './report'
import { missingIn, whyIn } from './useCaseText'

/** The dictionaries without a browser. */
function words(language: Language): Words {
  return wordsIn(language, (key, values = {}) => {
    let text: unknown = language === 'vi' ? vi : en
    for (const part of key.split('.')) text = (text as Record<string, unknown>)[part]
    return String(text).replaceAll(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]))
  })
}

const at = '2026-11-28T05:00:12.340Z'
const later = (s: number) => new Date(Date.parse(at) + s * 1000).toISOString()
const one = (changes: Partial<ViolationCase> = {}): ViolationCase => ({
  id: 'b0c1e4f6-0000-4000-8000-000000000001',
  rule: 'RED_LIGHT',
  state: 'WAITING',
  version: 1,
  site: 'vt-03',
  camera: 'vt-03-cam-sw',
  approach: 'sw',
  at,
  raisedAt: later(2),
  secondsIntoRed: 7.3,
  vehicle: 'MOTORCYCLE',
  evidence: { state: 'READY', missing: [] },
  lastChange: { version: 1, at: later(2), actor: 'system', action: 'RAISED' },
  enteredAt: later(1.2),
  controller: 'vt-03-ctl',
  geometryFrom: '2024-01-01',
  graceS: 0.5,
  track: 4711,
  groups: ['g2'],
  seen: [],
  clocks: { boundMs: 500 },
  lampLog: [
    { at: later(-10.3), group: 'g2', lamp: 'AMBER' },
    { at: later(-7.3), group: 'g2', lamp: 'RED' },
  ],
  why: {},
  history: [],
  ...changes,
})
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('why a case was raised', () => {
  it('is one sentence with its figures', () => {
    expect(plain(whyIn(words('vi'), one()))).toBe(
      'Xe máy qua vạch dừng lúc 12:00:12,340, khi nhóm g2 đã đỏ 7,3 s (dưới 0,5 s thì bỏ qua), và vào lòng giao lộ lúc 12:00:13,540 khi đèn vẫn đỏ.',
    )
    expect(
      plain(whyIn(words('en'), one({ rule: 'STOP_LINE', enteredAt: undefined, why: { stoodM: '2.1' } }))),
    ).toBe(
      'Motorcycle passed the stop line at 12:00:12.340, group g2 being red for 7.3 s (up to 0.5 s is let pass), and stood 2.1 m beyond it, not in the junction.',
    )
  })
  it('says of who went the wrong way how far and how long', () => {
    const wrong = one({
      rule: 'WRONG_WAY',
      until: later(2.4),
      secondsIntoRed: undefined,
      enteredAt: undefined,
      why: { movedM: '11.3', lastedS: '2.4' },
    })
    expect(plain(whyIn(words('vi'), wrong))).toBe(
      'Xe máy đi ngược chiều 11,3 m trong 2,4 s, từ lúc 12:00:12,340, ngược mũi tên của làn.',
    )
    expect(plain(whyIn(words('en'), wrong))).toBe(
      'Motorcycle went 11.3 m against the traffic in 2.4 s, from 12:00:12.340 on, against the arrow of the lane.',
    )
    const broken = one({ ...wrong, state: 'VOID', voidReason: 'EMERGENCY_CALL' })
    expect(whyIn(words('en'), broken)).toMatch(/^Void: an emergency vehicle had called.*Motorcycle went/)
  })
  it('says of a void case first why it is void, with every reason', () => {
    const text = whyIn(
      words('en'),
      one({
        state: 'VOID',
        voidReason: 'CLOCKS_DISAGREE',
        why: { alsoVoidFor: '[LAMP_DIFFERS, HAND_CONTROL]' },
      }),
    )
    expect(text).toMatch(
      /^Void: the clocks of camera and controller are further apart than allowed\. Besides: the lamp/,
    )
    expect(text).toContain('worked the signals by hand at the controller. Motorcycle passed')
  })
  it('does not invent a figure that the log does not have', () => {
    const text = whyIn(
      words('en'),
      one({ secondsIntoRed: undefined, state: 'VOID', voidReason: 'NO_LAMP_HISTORY' }),
    )
    expect(text).toContain('does not say since when group g2 was red')
  })
})

describe('what is missing of the evidence', () => {
  it('is said in the words of the screen, with its times', () => {
    expect(missingIn(words('vi'), 'STILL_BEFORE: no picture within 600 ms of 2026-11-28T05:00:10.340Z')).toBe(
      'Trước 2,0\u00a0s: camera không có hình nào quanh 12:00:10,340.',
    )
    expect(missingIn(words('en'), `CLIP: it shows ${later(-3)} to ${later(1)} only`)).toBe(
      'Clip: cut short, it shows 12:00:09.340 to 12:00:13.340 only.',
    )
    expect(
      missingIn(words('en'), 'no process that watches vt-03-cam-sw has answered, or its time is over'),
    ).toBe('No process that watches camera vt-03-cam-sw has answered, or its time is over.')
  })
  it('is shown as it came where the screen does not know it', () => {
    expect(missingOf('CLIP: the disk was full')).toEqual({
      kind: 'CLIP',
      why: 'other',
      text: 'the disk was full',
    })
    expect(missingIn(words('en'), 'something new')).toBe('something new')
  })
})

describe('the strip of lamps', () => {
  it('runs from before the red to after the junction, and lamps last until the next', () => {
    const strip = stripOf(one())
    expect(strip?.from).toBeCloseTo(-11.3)
    expect(strip?.to).toBeCloseTo(5.2)
    expect(strip?.groups).toEqual([
      {
        group: 'g2',
        pieces: [
          { lamp: 'UNKNOWN', from: -11.3, to: -10.3 },
          { lamp: 'AMBER', from: -10.3, to: -7.3 },
          { lamp: 'RED', from: -7.3, to: 5.2 },
        ],
      },
    ])
    expect(strip?.grace).toEqual({ from: -7.3, to: -6.8 })
    expect(strip && placeOf(strip, strip.to)).toBe(100)
  })
  it('shows one lamp as one piece, whatever else the log says of it', () => {
    const log = [...one().lampLog, { at: later(-3.3), group: 'g2', lamp: 'RED' as const }]
    expect(stripOf(one({ lampLog: log }))).toEqual(stripOf(one()))
  })
  it('writes few seconds, zero among them, also where the red was long', () => {
    const ticks = stripOf(one({ secondsIntoRed: 95 }))?.ticks ?? []
    expect(ticks).toContain(0)
    expect(ticks.length).toBeLessThanOrEqual(10)
  })
  it('is none without a log, and shows a group of which the log is silent', () => {
    expect(stripOf(one({ lampLog: [] }))).toBeUndefined()
    const silent = stripOf(one({ groups: ['g2', 'g4'] }))?.groups[1]
    expect(silent?.pieces.map((piece) => piece.lamp)).toEqual(['UNKNOWN'])
  })
})

describe('the report', () => {
  const item = {
    camera: 'vt-03-cam-sw',
    rule: 'RED_LIGHT' as const,
    waiting: 3,
    accepted: 9,
    rejected: 1,
    void: 4,
    rejectedReasons: { WRONG_VEHICLE: 1 },
    voidReasons: { TRACK_BROKEN: 4 },
  }
  it('gives the share of rejected among decided, and none where nothing was decided', () => {
    expect(falseShare(item)).toBeCloseTo(0.1)
    expect(falseShare({ accepted: 0, rejected: 0 })).toBeUndefined()
  })
  it('adds up cameras and reasons', () => {
    expect(totalOf([item, { ...item, rejected: 3, rejectedReasons: { OTHER: 3 } }])).toMatchObject({
      accepted: 18,
      rejected: 4,
      void: 8,
      rejectedReasons: { WRONG_VEHICLE: 1, OTHER: 3 },
    })
  })
  it('is taken away as a table with a column for every reason', () => {
    expect(csvOf([item]).split('\r\n').slice(0, 2)).toEqual([
      'camera,rule,waiting,accepted,rejected,void,rejected WRONG_VEHICLE,void TRACK_BROKEN',
      'vt-03-cam-sw,RED_LIGHT,3,9,1,4,1,4',
    ])
  })
})
