import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { type Language, wordsIn } from '../i18n'
import { en } from '../i18n/en'
import { vi } from '../i18n/vi'
import type { LiveCandidate, LiveDecision, Values } from '../live/types'
import type { Intersection } from '../session/api'
import { sentencesOf } from './sentences'
import { weighed } from './weighed'

const numbered = {
  stages: ['3', 'B'].map((id) => ({ id, name: { vi: id, en: id }, groups: [] })),
} as unknown as Intersection

const named = {
  stages: [
    { id: 'A', name: { vi: 'Trần Hưng Đạo', en: 'Tran Hung Dao' }, groups: [] },
    { id: 'B', name: { vi: 'Ngô Quốc Trị', en: 'Ngo Quoc Tri' }, groups: [] },
  ],
} as unknown as Intersection

function speaking(language: Language, intersection = numbered) {
  const dictionary = i18next.createInstance()
  void dictionary.init({
    lng: language,
    initAsync: false,
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  return sentencesOf(
    intersection,
    wordsIn(language, (key, values) => String(dictionary.t(key, { ...values })).replaceAll('\u00a0', ' ')),
  )
}

const candidate = (stage: string, costPcuS: number, values: Values = {}, afterS = 0): LiveCandidate => ({
  stage,
  afterS,
  costPcuS,
  values,
})

function line(changes: Partial<LiveDecision>): LiveDecision {
  return {
    intersection: 'x',
    at: '2026-11-21T07:00:00Z',
    strategy: 'adaptive',
    action: 'HOLD',
    stage: '3',
    reason: 'OUTWEIGHS',
    outcome: 'COMMANDED',
    values: {},
    candidates: [],
    ...changes,
  }
}

const english = (changes: Partial<LiveDecision>) => speaking('en').decision(line(changes)).sentence
const vietnamese = (changes: Partial<LiveDecision>) => speaking('vi').decision(line(changes)).sentence

const platoonAgainstQueue = [
  candidate('3', 210, { queuePcu: '0', arrivingPcu: '14', arrivingInS: '6' }, 8),
  candidate('B', 340, { queuePcu: '9', arrivingPcu: '0' }),
]

describe('a decision that weighed', () => {
  it('says who outweighs whom', () => {
    expect(english({ candidates: platoonAgainstQueue })).toBe(
      'Stage 3 held: 14 PCU arriving in 6 s outweigh 9 waiting on B',
    )
    expect(vietnamese({ candidates: platoonAgainstQueue })).toBe(
      'Giữ pha 3: 14 xcqđ sẽ tới trong 6 s đáng ưu tiên hơn 9 đang chờ ở B',
    )
  })
  it('names stages as the street does, and says both who waits and who comes', () => {
    const values = { action: 'CHANGE_TO', stage: 'B', reason: 'SERVES_MOST', values: { fromStage: 'A' } }
    const candidates = [
      candidate('B', 100, { queuePcu: '12.0', arrivingPcu: '3', arrivingInS: '4.5' }),
      candidate('A', 190, { queuePcu: '0.31', arrivingPcu: '0.5', arrivingInS: '8.6' }),
    ]
    expect(speaking('vi', named).decision(line({ ...values, candidates })).sentence).toBe(
      'Chuyển sang pha B (Ngô Quốc Trị): 12 xcqđ đang chờ và 3 sẽ tới trong 5 s đáng ưu tiên hơn 0,3 đang chờ và 0,5 sẽ tới trong 9 s ở A (Trần Hưng Đạo)',
    )
  })
  it('leaves out who hardly counts', () => {
    const candidates = [
      candidate('3', 210, { queuePcu: '2.0', arrivingPcu: '14.0', arrivingInS: '6.2' }),
      candidate('B', 340, { queuePcu: '9.0', arrivingPcu: '1.0', arrivingInS: '14' }),
    ]
    expect(english({ candidates })).toBe('Stage 3 held: 14 PCU arriving in 6 s outweigh 9 waiting on B')
  })
  it('says for whom the middle is cleared by all-red', () => {
    const change = {
      action: 'CHANGE_TO',
      stage: 'R',
      reason: 'SERVES_MOST',
      values: { for: 'B', fromStage: '3' },
    }
    expect(english({ ...change, candidates: platoonAgainstQueue })).toBe(
      'Changing to stage R: the middle has to clear before B can go',
    )
    expect(weighed(line({ ...change, candidates: platoonAgainstQueue }))).toMatchObject({
      taken: { stage: 'B' },
      rival: { stage: '3' },
    })
  })
  it('sets a change against the stage that was running, not against the next best', () => {
    const change = line({
      action: 'CHANGE_TO',
      stage: 'C',
      values: { fromStage: 'A' },
      candidates: [candidate('C', 1), candidate('B', 2), candidate('A', 3)],
    })
    expect(weighed(change)).toMatchObject({ taken: { stage: 'C' }, rival: { stage: 'A' } })
    expect(weighed({ ...change, values: {} })).toMatchObject({ rival: { stage: 'B' } })
  })
  it('finds the cheapest rival of a stage that is held, in whatever order they come', () => {
    const held = line({ candidates: [candidate('C', 9), candidate('3', 1), candidate('B', 4)] })
    expect(weighed(held).rival?.stage).toBe('B')
  })
  it('holds for nobody but the loss of a change', () => {
    expect(english({ candidates: [candidate('3', 20), candidate('B', 30, { queuePcu: '1' })] })).toBe(
      'Stage 3 held: a change would cost more than it gains for 1 PCU waiting on B',
    )
  })
  it('says what is known where numbers are missing or are none', () => {
    const general = 'Stage 3 held: those it serves outweigh those waiting elsewhere'
    expect(english({})).toBe(general)
    expect(english({ candidates: [candidate('3', 1), candidate('B', 2, { queuePcu: 'many' })] })).toBe(
      general,
    )
  })
})

describe('a decision by a rule', () => {
  it.each([
    ['PLATOON_COMING', 'a platoon of 14 PCU arrives within 6 s'],
    ['QUEUE_DISCHARGING', 'its queue is still discharging'],
    ['BOX_CLEARING', 'vehicles still stand in the middle of the intersection'],
    ['EXIT_FULL', 'the road out is full; vehicles would stand in the middle'],
    ['MAX_STAGE', 'the longest stage is over'],
    ['MIN_GREEN', 'its green has not lasted the minimum'],
  ])('%s has its sentence', (reason, text) => {
    expect(english({ reason, candidates: platoonAgainstQueue })).toBe(`Stage 3 held: ${text}`)
  })
  it('gives the wait that was too long', () => {
    const change = { action: 'CHANGE_TO', stage: 'B', reason: 'STARVATION_BOUND' }
    expect(english({ ...change, values: { waitedS: '118' } })).toBe(
      'Changing to stage B: somebody there has waited 118 s',
    )
    expect(english(change)).toBe('Changing to stage B: somebody there has waited too long')
  })
  it('has a Vietnamese sentence for every reason that English has one for', () => {
    for (const reason of Object.keys(en.why)) expect(vietnamese({ reason }), reason).toMatch(/^Giữ pha 3: \S/)
  })
  it('that is new to this screen is readable all the same', () => {
    expect(vietnamese({ reason: 'BUS_PRIORITY' })).toBe('Giữ pha 3: bus priority')
  })
})

describe('what the guard made of it', () => {
  const guard = (outcome: string) => speaking('en').decision(line({ outcome }))
  it('is not worth a word where it let the decision pass', () => {
    expect(guard('COMMANDED')).toMatchObject({ guard: undefined, refused: false })
  })
  it('names the rule', () => {
    expect(guard('HELD_BY_MIN_GREEN').guard).toBe('Safety guard keeps the stage: minimum green')
    expect(guard('FORCED_BY_MAX_RED').guard).toBe('Safety guard orders another stage: maximum red')
    expect(guard('REFUSED_BY_CONTROLLER_SILENT')).toMatchObject({
      guard: 'Safety guard refuses: controller is silent',
      refused: true,
    })
  })
})

describe('priority and shadows', () => {
  it('say who asks, whom he wants released, and by what way', () => {
    const asked = {
      action: 'REQUEST_PRIORITY',
      reason: 'OPERATOR',
      strategy: 'operator',
      outcome: 'ACCEPTED',
      values: { kind: 'EMERGENCY', group: 'N2', user: 'lan', reason: 'cháy chợ', request: 'r', other: 'x' },
    }
    expect(english(asked)).toBe('Emergency vehicle asks for priority on group N2, asked for by lan')
    expect(vietnamese(asked)).toBe('Xe ưu tiên xin đường cho nhóm N2, do lan yêu cầu')
    expect(speaking('vi').decision(line(asked)).values).toBe('cháy chợ')
    expect(english({ ...asked, action: 'CANCEL_PRIORITY' })).toMatch(/^Emergency vehicle has passed/)
  })
  it('tell what a bus got and when it comes', () => {
    const held = line({
      reason: 'BUS_EXTENSION',
      values: { request: 'c/bus-7', by: 'c', group: 'N2', etaS: '6.2' },
    })
    expect(speaking('en').decision(held)).toMatchObject({
      sentence: 'Stage 3 held: a bus is about to arrive, so green is kept',
      values: 'group N2, due in 6.2 s',
    })
  })
  it('put what a shadow wanted beside what was commanded', () => {
    const shadow = line({
      strategy: 'vehicle-actuated',
      action: 'CHANGE_TO',
      stage: 'B',
      reason: 'GAP_OUT',
      outcome: 'SHADOW',
      values: { commanded: '3', commandedAction: 'HOLD', commandedReason: 'MIN_GREEN' },
    })
    expect(speaking('en').difference(shadow)).toEqual({
      wanted: 'Changing to stage B: no vehicle arrives any more and others wait',
      commanded: 'Stage 3 held: its green has not lasted the minimum',
    })
    const live = {
      strategy: 'adaptive',
      action: 'HOLD',
      reason: 'MIN_GREEN',
      agrees: true,
      comparedS: 9,
      expiresAt: '',
    }
    expect(speaking('en').wanted(live, '3')).toBe('Stage 3 held: its green has not lasted the minimum')
  })
})

describe('values', () => {
  const text = (values: Values) => speaking('vi').values(values)
  it('carry their unit and the decimal comma', () => {
    expect(text({ horizonS: '30', servedPcu: '8.25' })).toBe('tính trước 30 s, đã phục vụ 8,3 xcqđ')
  })
  it('are not said twice', () => {
    expect(text({ fromStage: 'A', for: 'B', lanesSeen: '5', lanesKnown: '6', detection: 'loops' })).toBe('')
    const starved = line({ reason: 'STARVATION_BOUND', values: { waitedS: '118', greenS: '20' } })
    expect(speaking('en').decision(starved).values).toBe('green for 20 s')
  })
})
