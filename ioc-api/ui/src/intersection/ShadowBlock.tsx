import { useQuery } from '@tanstack/react-query'
import { useWords } from '../i18n'
import { useNow } from '../live/hooks'
import type { LiveDecision, LiveIntersection, LiveShadow } from '../live/types'
import { type DecisionPage, type Intersection, useSession } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { lineKey } from './ledger'
import { useSentences } from './useSentences'

/** Differences that are shown; the ledger has the others. */
const LATEST = 4

/** What the shadow strategy would do now beside what is commanded, how often they agreed, and where they last did not. */
export function ShadowBlock({
  intersection,
  live,
  shadow,
}: {
  intersection: Intersection
  live: LiveIntersection
  shadow: LiveShadow
}) {
  const { t, word, format } = useWords()
  const sentences = useSentences(intersection)
  const share = shadow.agreedShare
  const minutes = Math.floor(shadow.comparedS / 60)
  return (
    <div className="shadow">
      <dl className="shadow-now" data-agrees={shadow.agrees}>
        <dt>{t('shadow.commanded')}</dt>
        <dd>{live.why ? sentences.why(live.why, live) : t('shadow.nothing')}</dd>
        <dt>{t('shadow.shadow', { strategy: word('strategy', shadow.strategy) })}</dt>
        <dd>{sentences.wanted(shadow, live.stage)}</dd>
      </dl>
      <p className="shadow-verdict">
        <span aria-hidden="true">{shadow.agrees ? '=' : '≠'}</span>{' '}
        {shadow.agrees ? t('shadow.same') : t('shadow.differs')}
      </p>
      {share === undefined || minutes < 1 ? (
        <p className="form-note">{t('shadow.tooShort')}</p>
      ) : (
        <div className="shadow-share">
          <span className="shadow-bar" aria-hidden="true">
            <i style={{ width: `${share * 100}%` }} />
          </span>
          <p>
            <b>{t('shadow.share', { percent: format.number(share * 100) })}</b>{' '}
            <small>
              {minutes < 59 ? t('shadow.of', { minutes: format.number(minutes) }) : t('shadow.ofHour')}
            </small>
          </p>
        </div>
      )}
      <h4>{t('shadow.latest')}</h4>
      <Differences intersection={intersection} last={shadow.lastDifference} />
    </div>
  )
}

function Differences({ intersection, last }: { intersection: Intersection; last: string | undefined }) {
  const { t, format } = useWords()
  const session = useSession()
  const problemText = useProblemText()
  const sentences = useSentences(intersection)
  const now = useNow(1000)
  const found = useQuery({
    queryKey: ['differences', intersection.id, last],
    queryFn: ({ signal }) =>
      session.get<DecisionPage>(`/intersections/${intersection.id}/decisions`, {
        query: { shadow: 'DIFFERENCES', limit: LATEST },
        signal,
      }),
    placeholderData: (before) => before,
  })
  if (found.isError) return <p className="form-note">{problemText(found.error)}</p>
  if (!found.data) return <p className="form-note">{t('common.loading', { what: t('shadow.latest') })}</p>
  if (found.data.items.length === 0) return <p className="form-note">{t('shadow.none')}</p>
  return (
    <ol className="ledger">
      {(found.data.items as readonly LiveDecision[]).map((line) => {
        const { wanted, commanded } = sentences.difference(line)
        return (
          <li key={lineKey(line)}>
            <div className="ledger-head">
              <time className="mono" dateTime={line.at}>
                {format.moment(Date.parse(line.at), now)}
              </time>
              <span>
                {wanted}
                <small>{t('shadow.instead', { commanded })}</small>
              </span>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
