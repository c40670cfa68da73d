import { useWords } from '../i18n'
import type { LiveDecision } from '../live/types'
import type { Intersection } from '../session/api'
import { useSentences } from './useSentences'
import { cheapestFirst, numberOf, runningStage, weightOf } from './weighed'

/** What a decision weighed: the stages that could have been, the cheapest first, the one that was taken marked. */
export function Candidates({ line, intersection }: { line: LiveDecision; intersection: Intersection }) {
  const { t, format, name } = useWords()
  const { pcu } = useSentences(intersection)
  const running = runningStage(line)
  return (
    <table className="candidates">
      <caption className="sr">{t('candidates.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('candidates.stage')}</th>
          <Head text={t('candidates.cost')} unit={t('units.pcuS')} />
          <Head text={t('candidates.waiting')} unit={t('units.pcu')} />
          <Head text={t('candidates.arriving')} unit={t('units.pcu')} />
        </tr>
      </thead>
      <tbody>
        {cheapestFirst(line.candidates ?? []).map((each) => {
          const taken = each.stage === (line.values.for ?? line.stage)
          const { queuePcu, arrivingPcu, arrivingInS } = weightOf(each.values)
          const found = intersection.stages.find((stage) => stage.id === each.stage)
          const lostS = numberOf(each.values, 'lostS')
          const after = { s: format.number(each.afterS, Number.isInteger(each.afterS) ? 0 : 1) }
          const when =
            each.stage === running
              ? t('candidates.kept', after)
              : each.afterS > 0
                ? t('candidates.after', after)
                : t('candidates.now')
          const lost =
            lostS === undefined || lostS <= 0 ? '' : t('candidates.lost', { s: format.number(lostS) })
          return (
            <tr key={each.stage} data-taken={taken}>
              <th scope="row">
                <span className="candidate-mark" aria-hidden="true">
                  {taken ? '▸' : ''}
                </span>
                <span>
                  <b>{each.stage}</b>
                  {taken && <span className="sr"> {t('candidates.taken')}</span>}{' '}
                  {[when, lost].filter(Boolean).join(', ')}
                  {found && name(found.name) !== each.stage && <small>{name(found.name)}</small>}
                </span>
              </th>
              <td className="num">{format.number(each.costPcuS)}</td>
              <td className="num">{queuePcu === undefined ? <Nobody /> : pcu(queuePcu)}</td>
              <td className="num">
                {arrivingPcu === undefined ? <Nobody /> : pcu(arrivingPcu)}
                {arrivingInS !== undefined && (
                  <small>
                    {t('candidates.in', { s: format.number(Math.max(1, Math.round(arrivingInS))) })}
                  </small>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Head({ text, unit }: { text: string; unit: string }) {
  return (
    <th scope="col" className="num">
      {text}
      <small>{unit}</small>
    </th>
  )
}

function Nobody() {
  const { t } = useWords()
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr">{t('candidates.nobody')}</span>
    </>
  )
}
