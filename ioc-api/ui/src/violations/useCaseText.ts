import { useCallback, useMemo } from 'react'
import { readable, useWords, type Words } from '../i18n'
import type { ViolationCase, ViolationChange } from '../session/api'
import { missingOf } from './missing'
import { asksLamps, shownAt } from './rules'

type CaseWords = {
  /** Why the case was raised, in one sentence with its figures; where it is void, why. */
  why: (one: ViolationCase) => string
  vehicle: (kind: string | undefined) => string
  /** A reason to reject or of a void case. */
  reason: (code: string | undefined) => string
  missing: (text: string) => string
  change: (change: ViolationChange) => string
  actor: (actor: string) => string
  /** 14:05:09,340 */
  precise: (at: number) => string
  seconds: (value: number) => string
}

export function useCaseText(): CaseWords {
  const words = useWords()
  const reason = useCallback((code: string | undefined) => reasonIn(words, code), [words])
  return useMemo(
    () => ({
      why: (one) => whyIn(words, one),
      vehicle: (kind) => vehicleIn(words, kind),
      reason,
      missing: (text) => missingIn(words, text),
      change: (change) => {
        const action = words.t(`violations.actions.${change.action}`)
        if (!change.reason) return action
        return `${action}: ${lowerFirst(reasonIn(words, change.reason, change.action === 'VOIDED'))}`
      },
      actor: (actor) => (actor === 'system' ? words.t('violations.system') : actor),
      precise: (at) => preciseIn(words, at),
      seconds: (value) => words.format.number(value, 1),
    }),
    [words, reason],
  )
}

export function preciseIn({ format, language }: Words, at: number): string {
  const ms = String(((at % 1000) + 1000) % 1000).padStart(3, '0')
  return `${format.time(at)}${language === 'vi' ? ',' : '.'}${ms}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const VEHICLES = ['MOTORCYCLE', 'BICYCLE', 'CAR', 'VAN', 'BUS', 'TRUCK'] as const
const VOID_REASONS = [
  'TRACK_BROKEN',
  'NO_LAMP_HISTORY',
  'CLOCKS_UNKNOWN',
  'CLOCKS_DISAGREE',
  'GROUP_FLASHING',
  'CONTROLLER_FAULT',
  'GROUP_DARK',
  'LAMP_DIFFERS',
  'GEOMETRY_OUT_OF_DATE',
  'HAND_CONTROL',
  'EMERGENCY_CALL',
] as const
/** In the order of the number keys; the tenth is 0. */
export const REJECT_REASONS = [
  'NO_VIOLATION_VISIBLE',
  'WRONG_VEHICLE',
  'EMERGENCY_VEHICLE',
  'HAND_CONTROL',
  'GAVE_WAY',
  'LAMP_NOT_VISIBLE',
  'PLATE_UNREADABLE',
  'EVIDENCE_INCOMPLETE',
  'EQUIPMENT_FAULT',
  'OTHER',
] as const

function vehicleIn({ t }: Words, kind: string | undefined): string {
  return t(`violations.vehicles.${VEHICLES.find((each) => each === kind) ?? 'unknown'}`)
}

/** Hand control is a reason of both kinds; the officer who rejects names who directs traffic, the rule who works the signals. */
export function reasonIn({ t }: Words, code: string | undefined, voids = false): string {
  const rejected = REJECT_REASONS.find((each) => each === code)
  if (rejected && !voids) return t(`violations.rejectReasons.${rejected}`)
  const voided = VOID_REASONS.find((each) => each === code)
  if (voided) return t(`violations.voidReasons.${voided}`)
  return code ? readable(code) : t('common.unknown')
}

export function whyIn(words: Words, one: ViolationCase): string {
  const { t } = words
  const sentence = asksLamps(one.rule) ? lampsIn(words, one) : conductIn(words, one)
  if (one.state !== 'VOID') return sentence
  return [
    t('violations.why.void', { reason: reasonIn(words, one.voidReason, true) }),
    also(words, one),
    sentence,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Who went where, or stood, and for how long. */
function conductIn(words: Words, one: ViolationCase): string {
  const { t, format } = words
  const seconds = (shownAt(one) - Date.parse(one.at)) / 1000
  return t('violations.why.WRONG_WAY', {
    vehicle: vehicleIn(words, one.vehicle),
    at: preciseIn(words, Date.parse(one.at)),
    moved: metresIn(words, one.why.movedM),
    s: format.number(seconds, 1),
  })
}

function metresIn({ t, format }: Words, metres: string | undefined): string {
  return metres === undefined
    ? t('violations.why.someWay')
    : t('violations.why.metres', { n: format.number(Number(metres), 1) })
}

function lampsIn(words: Words, one: ViolationCase): string {
  const { t, format } = words
  const names = one.groups.join(', ')
  const values = {
    vehicle: vehicleIn(words, one.vehicle),
    at: preciseIn(words, Date.parse(one.at)),
    groups:
      one.groups.length === 1
        ? t('violations.why.group', { group: names })
        : t('violations.why.groups', { groups: names }),
    s: format.number(one.secondsIntoRed ?? 0, 1),
    grace: format.number(one.graceS, 1),
    entered: one.enteredAt ? preciseIn(words, Date.parse(one.enteredAt)) : '',
    stood: metresIn(words, one.why.stoodM),
  }
  return one.secondsIntoRed === undefined
    ? t('violations.why.unknown', values)
    : one.rule === 'STOP_LINE'
      ? t('violations.why.STOP_LINE', values)
      : one.enteredAt
        ? t('violations.why.RED_LIGHT', values)
        : t('violations.why.RED_LIGHT_LOST', values)
}

/** Further reasons that a void case has: `[LAMP_DIFFERS, HAND_CONTROL]`. */
function also(words: Words, one: ViolationCase): string {
  const codes = (one.why.alsoVoidFor ?? '').match(/[A-Z_]+/g) ?? []
  if (codes.length === 0) return ''
  return words.t('violations.why.also', {
    reasons: codes.map((code) => reasonIn(words, code, true)).join('; '),
  })
}

export function missingIn(words: Words, text: string): string {
  const { t } = words
  const missing = missingOf(text)
  const what = missing.kind ? kindIn(words, missing.kind) : ''
  const time = (at: number) => preciseIn(words, at)
  switch (missing.why) {
    case 'noPicture':
    case 'unreadable':
    case 'leftOut':
      return t(`violations.missing.${missing.why}`, { what, time: time(missing.at) })
    case 'noClip':
    case 'cut':
      return t(`violations.missing.${missing.why}`, { what, from: time(missing.from), to: time(missing.to) })
    case 'outside':
      return t('violations.missing.outside', { what })
    case 'nobody':
      return t('violations.missing.nobody', { camera: missing.camera })
    case 'document':
      return t('violations.missing.document')
    case 'other':
      return what ? `${what}: ${missing.text}` : missing.text
  }
}

type Kind = NonNullable<ReturnType<typeof missingOf>['kind']>

/** Stills before and after say how far; the makers of evidence take them two seconds apart. */
export function kindIn({ t, format }: Words, kind: Kind, awayMs = 2_000): string {
  return t(`violations.pictures.${kind}`, { s: format.number(Math.abs(awayMs) / 1000, 1) })
}
