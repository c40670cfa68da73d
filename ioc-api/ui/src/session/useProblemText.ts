import { useCallback } from 'react'
import { useWords } from '../i18n'
import { Problem } from './problem'

const KNOWN = [
  'unreachable',
  'wrong-login',
  'locked',
  'rate-limited',
  'forbidden',
  'not-found',
  'conflict',
  'refused',
  'invalid-request',
  'database-unavailable',
  'core-unavailable',
  'no-live-state',
  'provider-unavailable',
] as const

/** A failure in the words of the screen's language. */
export function useProblemText(): (error: unknown) => string {
  const { t, word } = useWords()
  return useCallback(
    (error) => {
      if (!(error instanceof Problem)) return t('problem.other', { detail: String(error) })
      const rule = error.rule ? ` ${t('common.refusedBy', { rule: word('rule', error.rule) })}.` : ''
      const fields = (error.document.errors ?? [])
        .map((each) => `${each.pointer}: ${each.message}`)
        .join('; ')
      const detail = fields || error.message
      const seconds = error.document.retryAfterS ?? 60
      const known = KNOWN.find((each) => each === error.word)
      return t(known ? `problem.${known}` : 'problem.other', { detail, seconds }) + rule
    },
    [t, word],
  )
}
