import { readable, type Words } from '../i18n'
import type { LiveDecision, LiveShadow, Values, Why } from '../live/types'
import type { Intersection } from '../session/api'
import { mentioned, numberOf, type Weight, weighed, weightOf } from './weighed'

const VALUE_KEYS = [
  'greenS',
  'minGreenS',
  'gapS',
  'sinceVehicleS',
  'leftS',
  'redS',
  'maxRedS',
  'silentS',
  'cycleS',
  'cycleSecondS',
  'servedPcu',
  'horizonS',
  'lostS',
  'waitedS',
  'etaS',
  'cutS',
  'owedS',
  'queuePcu',
  'arrivingPcu',
  'arrivingInS',
  'exitRoomPcu',
] as const

/** Values that a sentence, a table or a mark of its own says already. */
const SAID_ELSEWHERE = [
  'fromStage',
  'for',
  'rung',
  'cause',
  'neighbour',
  'neighbours',
  'notHeard',
  'silentSince',
  'heardSince',
  'steadyLanes',
  'lanes',
  'steadyGroups',
  'groups',
  'lanesSeen',
  'lanesKnown',
  'detection',
  'request',
  'by',
  'commanded',
  'commandedAction',
  'commandedReason',
]

/** Values that the sentence of a reason says. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  PLATOON_COMING: ['arrivingPcu', 'arrivingInS'],
  QUEUE_DISCHARGING: ['queuePcu'],
  STARVATION_BOUND: ['waitedS'],
}

export type Sentence = {
  sentence: string
  /** What the safety guard made of it, where it did not simply let it pass. */
  guard: string | undefined
  refused: boolean
  /** Further numbers that it went by. */
  values: string
}

export type Sentences = {
  stage: (id: string | undefined) => string
  /** Why an intersection does what it does. */
  why: (why: Why, live: { stage?: string; nextStage?: string }) => string
  decision: (decision: LiveDecision) => Sentence
  /** What a shadow would do now. `stage`: the running one. */
  wanted: (shadow: LiveShadow, stage: string | undefined) => string
  /** A line in which a shadow wanted something else than was commanded: what it wanted, and what was. */
  difference: (line: LiveDecision) => { wanted: string; commanded: string }
  values: (values: Values, reason?: string) => string
  pcu: (n: number) => string
}

/**
 * Decisions as sentences, in the words of the screen's language. A function of the decision alone. A reason, a value or a rung that
 * is new to this screen is shown readably all the same.
 */
export function sentencesOf(
  intersection: Intersection | undefined,
  { t, word, format, name }: Pick<Words, 't' | 'word' | 'format' | 'name'>,
): Sentences {
  const pcu = (n: number) => format.number(n, n >= 10 || Math.abs(n - Math.round(n)) < 0.05 ? 0 : 1)
  const seconds = (n: number) => format.number(n, Number.isInteger(n) ? 0 : 1)

  /** Arrivals are an estimate: whole seconds. */
  const soon = (n: number) => format.number(Math.max(1, Math.round(n)))

  const stage = (id: string | undefined) => {
    if (!id) return ''
    const found = intersection?.stages.find((each) => each.id === id)
    return found && name(found.name) !== id ? `${id} (${name(found.name)})` : id
  }

  const values = (all: Values, reason = '') =>
    Object.entries(all)
      .filter(([key]) => !SAID_ELSEWHERE.includes(key) && !SAID_BY[reason]?.includes(key))
      .map(([key, value]) => {
        const known = VALUE_KEYS.find((each) => each === key)
        const n = Number(value)
        if (key === 'group') return t('value.group', { group: value })
        if (known && Number.isFinite(n))
          return t(`value.${known}`, { n: known.endsWith('Pcu') ? pcu(n) : seconds(n) })
        return t('value.other', { key: readableKey(key), value })
      })
      .join(', ')

  const action = (code: string, id: string | undefined) => {
    if (code === 'HOLD') return id ? t('action.hold', { stage: stage(id) }) : t('action.holdNone')
    if (code === 'CHANGE_TO' && id) return t('action.change', { stage: stage(id) })
    if (code === 'LEAVE_LOCAL') return t('action.local')
    return readable(code)
  }

  /** "9 PCU waiting and 14 arriving in 6 s"; the unit is said once in a sentence. */
  const somebody = (weight: Weight, unit: boolean) => {
    const { queuePcu, arrivingPcu, arrivingInS } = mentioned(weight)
    const amount = (n: number, withUnit: boolean) => (withUnit ? t('weighed.pcu', { n: pcu(n) }) : pcu(n))
    const waiting = queuePcu === undefined ? '' : t('weighed.waiting', { n: amount(queuePcu, unit) })
    if (arrivingPcu === undefined) return waiting
    const n = amount(arrivingPcu, unit && !waiting)
    const arriving =
      arrivingInS === undefined
        ? t('weighed.arriving', { n })
        : t('weighed.arrivingIn', { n, s: soon(arrivingInS) })
    return waiting ? t('weighed.both', { waiting, arriving }) : arriving
  }

  /** The reason with the numbers that weighed; nothing where they are not all there. */
  const weighedReason = (line: LiveDecision): string | undefined => {
    const { taken, rival } = weighed(line)
    const weight = weightOf({ ...line.values, ...taken?.values })
    const mine = taken ? somebody(weightOf(taken.values), true) : ''
    const theirs = rival ? somebody(weightOf(rival.values), !mine) : ''
    const there = theirs && t('weighed.on', { who: theirs, stage: stage(rival?.stage) })
    const clearingFor = line.values.for
    if (line.action === 'CHANGE_TO' && clearingFor && clearingFor !== line.stage)
      return t('weighed.clearingFor', { stage: stage(clearingFor) })
    switch (line.reason) {
      case 'OUTWEIGHS':
        if (mine && there) return t('weighed.OUTWEIGHS', { mine, there })
        return there ? t('weighed.notWorthIt', { there }) : undefined
      case 'SERVES_MOST':
        if (mine && there) return t('weighed.SERVES_MOST', { mine, there })
        return mine || undefined
      case 'PLATOON_COMING':
        return weight.arrivingPcu !== undefined && weight.arrivingInS !== undefined
          ? t('weighed.PLATOON_COMING', {
              n: t('weighed.pcu', { n: pcu(weight.arrivingPcu) }),
              s: soon(weight.arrivingInS),
            })
          : undefined
      case 'QUEUE_DISCHARGING':
        return weight.queuePcu === undefined
          ? undefined
          : t('weighed.QUEUE_DISCHARGING', { n: t('weighed.pcu', { n: pcu(weight.queuePcu) }) })
      case 'STARVATION_BOUND': {
        const waitedS = numberOf({ ...line.values, ...taken?.values }, 'waitedS')
        return waitedS === undefined ? undefined : t('weighed.STARVATION_BOUND', { s: seconds(waitedS) })
      }
      default:
        return undefined
    }
  }

  const why = (reason: Why, live: { stage?: string; nextStage?: string }) =>
    joined(
      action(reason.action, reason.action === 'CHANGE_TO' ? live.nextStage : live.stage),
      word('why', reason.reason),
    )

  const wanted = (shadow: LiveShadow, running: string | undefined) =>
    joined(action(shadow.action, shadow.stage ?? running), word('why', shadow.reason))

  const difference = (line: LiveDecision) => ({
    wanted: joined(action(line.action, line.stage), weighedReason(line) ?? word('why', line.reason)),
    commanded: joined(
      action(line.values.commandedAction ?? '', line.values.commanded || undefined),
      word('why', line.values.commandedReason),
    ),
  })

  /** Somebody asked for priority, or no longer does. */
  const asked = (line: LiveDecision): Sentence => {
    const { kind, group, user, reason } = line.values
    const who = {
      kind: word('priorityKind', kind),
      group: group ?? '',
      by:
        user === intersection?.controller
          ? t('priority.byReceiver')
          : t('priority.byUser', { user: user ?? '' }),
    }
    return {
      sentence: t(line.action === 'CANCEL_PRIORITY' ? 'priority.ended' : 'priority.asked', who),
      guard: undefined,
      refused: false,
      values: reason ?? '',
    }
  }

  const decision = (line: LiveDecision): Sentence => {
    if (line.action === 'REQUEST_PRIORITY' || line.action === 'CANCEL_PRIORITY') return asked(line)
    const [, verb, rule] = /^(HELD|FORCED|REFUSED)_BY_(.+)$/.exec(line.outcome) ?? []
    return {
      sentence: joined(action(line.action, line.stage), weighedReason(line) ?? word('why', line.reason)),
      guard: verb
        ? t('guard.by', { verb: word('guard', verb), rule: word('rule', rule) })
        : line.outcome === 'COMMANDED'
          ? undefined
          : word('outcome', line.outcome),
      refused: verb === 'REFUSED',
      values: values(line.values, line.reason),
    }
  }

  return { stage, why, decision, wanted, difference, values, pcu }
}

function joined(action: string, reason: string): string {
  return `${action}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`
}

function readableKey(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}
