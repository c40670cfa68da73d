import type { UseQueryResult } from '@tanstack/react-query'
import type { Ref } from 'react'
import { useSelect } from '../app/route'
import { Age } from '../design/Age'
import { useWords } from '../i18n'
import { useNow } from '../live/hooks'
import { useSite, type ViolationCase } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { CaseFacts } from './CaseFacts'
import { CasePictures } from './CasePictures'
import type { ClipHandle } from './Clip'
import { EnlargedPicture } from './EnlargedPicture'
import type { Enlarged } from './pictures'
import { useCaseText } from './useCaseText'

type Props = {
  id: string
  query: UseQueryResult<ViolationCase>
  clip: Ref<ClipHandle>
  enlarged: Enlarged | undefined
  enlarge: (kind: Enlarged | undefined) => void
}

/** One case: what is said to have happened, in a sentence; its pictures; what it was judged by. */
export function CaseView({ id, query, clip, enlarged, enlarge }: Props) {
  const { t } = useWords()
  const problemText = useProblemText()
  const one = query.data
  if (!one)
    return (
      <div className="notice case-scroll">
        <h2 id="case-title" className="sr">
          {t('violations.case')}
        </h2>
        {query.isError ? (
          <>
            <p>{problemText(query.error)}</p>
            <button type="button" onClick={() => void query.refetch()}>
              {t('common.retry')}
            </button>
          </>
        ) : (
          <p>{t('common.loading', { what: t('violations.case') })}</p>
        )}
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="case-scroll" tabIndex={0} aria-labelledby="case-title" data-case={id} key={id}>
      <CaseHead one={one} />
      <div className="case-body">
        <CasePictures one={one} clip={clip} enlarge={enlarge} />
        <CaseFacts one={one} />
      </div>
      {enlarged && <EnlargedPicture one={one} kind={enlarged} enlarge={enlarge} />}
    </section>
  )
}

function CaseHead({ one }: { one: ViolationCase }) {
  const { t, format, name } = useWords()
  const { why, vehicle } = useCaseText()
  const select = useSelect()
  const now = useNow(10_000)
  const site = useSite(one.site).data?.intersection
  const approach = site?.approaches.find((each) => each.id === one.approach)
  const at = Date.parse(one.at)
  return (
    <header className="case-head">
      <button type="button" className="case-back" onClick={() => select(undefined)}>
        ← {t('violations.back')}
      </button>
      <h2 id="case-title">
        {t(`violations.rules.${one.rule}`)}
        <span className="case-state" data-state={one.state}>
          {t(`violations.states.${one.state}`)}
        </span>
      </h2>
      <p className="case-where">
        {site ? name(site.name) : one.site}
        {approach && <> · {name(approach.name)}</>}
      </p>
      <p className="case-when">
        <time className="mono">{format.moment(at, now)}</time> · <Age at={at} ago /> · {vehicle(one.vehicle)}
        {one.plate && (
          <>
            {' '}
            · <span className="mono">{one.plate.masked}</span>
          </>
        )}
        {one.speedKmh !== undefined && (
          <>
            {' '}
            · {format.number(one.speedKmh)} {t('units.kmh')}
          </>
        )}
      </p>
      <p className="case-why">{why(one)}</p>
    </header>
  )
}
