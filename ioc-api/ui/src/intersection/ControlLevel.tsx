import { useWords } from '../i18n'
import type { Values } from '../live/types'
import { isBelowAdaptive, RUNGS, rungText } from './rung'

/** How the intersection is controlled, as a rung of the ladder, and in words why not better. Nothing where there is no ladder. */
export function ControlLevel({ values }: { values: Values | undefined }) {
  const words = useWords()
  const text = values && rungText(values, words)
  if (!values || !text) return null
  const place = RUNGS.indexOf(values.rung ?? '')
  return (
    <div className="level" data-low={isBelowAdaptive(values.rung)}>
      {place >= 0 && (
        <span className="level-rungs" aria-hidden="true">
          {RUNGS.map((each, i) => <i key={each} data-reached={i >= place} />).reverse()}
        </span>
      )}
      <p>
        <span className="sr">{words.t('rung.title')} </span>
        <b>{text.rung}</b>
        {text.cause && <small>{words.t('rung.since', { cause: text.cause })}</small>}
      </p>
    </div>
  )
}
