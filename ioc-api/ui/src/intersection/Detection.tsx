import { useWords } from '../i18n'
import type { Values } from '../live/types'
import { numberOf } from './weighed'

/** More lanes than this are told in words alone. */
const MOST_MARKS = 24

/** How much of the approaches a decision saw: a mark for every lane, those that are only estimated hatched, and the same in words. */
export function Detection({ values }: { values: Values }) {
  const { t, word } = useWords()
  const seen = numberOf(values, 'lanesSeen')
  const known = numberOf(values, 'lanesKnown')
  if (seen === undefined || known === undefined || known <= 0) return null
  const partial = seen < known
  return (
    <span className="detection">
      {known <= MOST_MARKS && (
        <span className="detection-lanes" aria-hidden="true">
          {Array.from({ length: known }, (_, lane) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the marks are a count, they have no identity
            <i key={lane} data-seen={lane < seen} />
          ))}
        </span>
      )}
      <span className={partial ? 'fault' : undefined}>
        {t('detection.seen', { n: seen, m: known })}
        {seen > 0 &&
          values.detection &&
          ` ${t('detection.by', { means: word('detectionBy', values.detection) })}`}
        {partial && `, ${t('detection.estimated', { n: known - seen })}`}
      </span>
    </span>
  )
}
