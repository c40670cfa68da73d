import { useWords } from '../i18n'
import type { Values } from '../live/types'

/** The rung of the control ladder in force, and what led down to it. */
export function Rung({ values }: { values: Values }) {
  const { t, word } = useWords()
  const { rung, cause } = values
  if (!rung) return null
  return (
    <small>
      {cause
        ? t('rung.because', { rung: word('rungName', rung), cause: word('cause', cause) })
        : t('rung.is', { rung: word('rungName', rung) })}
    </small>
  )
}
