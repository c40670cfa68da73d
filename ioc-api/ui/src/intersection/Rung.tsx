import { useWords } from '../i18n'
import type { Values } from '../live/types'
import { rungText } from './rung'

/** The rung of the control ladder in force, and what led down to it. */
export function Rung({ values }: { values: Values }) {
  const words = useWords()
  const text = rungText(values, words)
  if (!text) return null
  const { rung, cause } = text
  return <small>{cause ? words.t('rung.because', { rung, cause }) : words.t('rung.is', { rung })}</small>
}
