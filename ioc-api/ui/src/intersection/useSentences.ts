import { useCallback } from 'react'
import { readable, useWords } from '../i18n'
import type { LiveDecision, Values, Why } from '../live/types'
import type { Intersection } from '../session/api'

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
] as const

export type Sentences = {
  stage: (id: string | undefined) => string
  /** Why an intersection does what it does. */
  why: (why: Why, live: { stage?: string; nextStage?: string }) => string
  decision: (decision: LiveDecision) => { sentence: string; outcome: string; refused: boolean }
  values: (values: Values) => string
}

/** The reasons of the signals as sentences. A reason that is new to this screen is shown readably all the same. */
export function useSentences(intersection: Intersection | undefined): Sentences {
  const { t, word, format, name } = useWords()

  const stage = useCallback(
    (id: string | undefined) => {
      if (!id) return ''
      const found = intersection?.stages.find((each) => each.id === id)
      return found && name(found.name) !== id ? `${id} (${name(found.name)})` : id
    },
    [intersection, name],
  )

  const values = useCallback(
    (all: Values) =>
      Object.entries(all)
        .map(([key, value]) => {
          const known = VALUE_KEYS.find((each) => each === key)
          const n = Number(value)
          if (known && Number.isFinite(n))
            return t(`value.${known}`, { n: format.number(n, Number.isInteger(n) ? 0 : 1) })
          return t('value.other', { key: readableKey(key), value })
        })
        .join(', '),
    [t, format],
  )

  const action = useCallback(
    (code: string, id: string | undefined) => {
      if (code === 'HOLD') return id ? t('action.hold', { stage: stage(id) }) : t('action.holdNone')
      if (code === 'CHANGE_TO' && id) return t('action.change', { stage: stage(id) })
      if (code === 'LEAVE_LOCAL') return t('action.local')
      return readable(code)
    },
    [t, stage],
  )

  const why = useCallback(
    (reason: Why, live: { stage?: string; nextStage?: string }) =>
      sentence(
        action(reason.action, reason.action === 'CHANGE_TO' ? live.nextStage : live.stage),
        word('why', reason.reason),
      ),
    [action, word],
  )

  const decision = useCallback(
    (line: LiveDecision) => {
      const [, verb, rule] = /^(HELD|FORCED|REFUSED)_BY_(.+)$/.exec(line.outcome) ?? []
      return {
        sentence: sentence(action(line.action, line.stage), word('why', line.reason)),
        outcome: verb ? `${word('outcome', verb)}: ${word('rule', rule)}` : word('outcome', line.outcome),
        refused: verb === 'REFUSED',
      }
    },
    [action, word],
  )

  return { stage, why, decision, values }
}

function sentence(action: string, reason: string): string {
  return `${action}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`
}

function readableKey(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}
