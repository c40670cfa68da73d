import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n'
import { useLiveStore } from '../live/hooks'
import type { FoundPlate, FoundPlates } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { NOTHING, PurposeFields } from './PurposeFields'
import { type SearchOrder, useSearch, useSightings } from './queries'
import { Way } from './Way'

/** The search, what it found, and the way of the plate that was chosen. */
export function SearchDesk() {
  const { t } = useWords()
  const problemText = useProblemText()
  const [order, setOrder] = useState(NOTHING)
  const [asked, setAsked] = useState<SearchOrder>()
  const [plate, setPlate] = useState<string>()
  const search = useSearch()
  const sightings = useSightings()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(order)
    setPlate(undefined)
    sightings.reset()
    search.mutate(order)
  }
  const choose = (found: FoundPlate) => {
    if (!asked) return
    setPlate(found.plate)
    sightings.mutate({ plate: found.plate, purpose: asked.purpose, reference: asked.reference })
  }
  return (
    <div className="trace-desk" data-open={plate !== undefined}>
      <div className="trace-left">
        <form className="trace-form" onSubmit={submit}>
          <PurposeFields order={order} change={setOrder} />
          <button type="submit" className="primary" disabled={search.isPending}>
            {t('trace.search')}
          </button>
          <small>{t('trace.recorded')}</small>
        </form>
        <div aria-live="polite">
          {search.isIdle && <p className="notice">{t('trace.start')}</p>}
          {search.isPending && <p className="notice">{t('trace.searching')}</p>}
          {search.isError && <p className="notice">{problemText(search.error)}</p>}
          {search.data?.items.length === 0 && <p className="notice">{t('trace.none')}</p>}
        </div>
        {search.data && search.data.items.length > 0 && (
          <Results found={search.data} plate={plate} choose={choose} />
        )}
      </div>
      {search.data && search.data.items.length > 0 && (
        <div className="trace-right">
          {plate === undefined && <p className="notice">{t('trace.choose')}</p>}
          {sightings.isPending && <p className="notice">{t('trace.loadingSightings')}</p>}
          {sightings.isError && <p className="notice">{problemText(sightings.error)}</p>}
          {sightings.data && <Way seen={sightings.data} />}
        </div>
      )}
    </div>
  )
}

function Results({
  found,
  plate,
  choose,
}: {
  found: FoundPlates
  plate: string | undefined
  choose: (found: FoundPlate) => void
}) {
  const { t, format } = useWords()
  const now = useLiveStore().now()
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className="scroll" tabIndex={0} aria-label={t('trace.results')}>
        <table className="table trace-results">
          <thead>
            <tr>
              <th scope="col">{t('trace.pattern')}</th>
              <th scope="col" className="num">
                {t('trace.likeness')}
              </th>
              <th scope="col" className="num">
                {t('trace.sightings')}
              </th>
              <th scope="col" className="num trace-wide">
                {t('trace.cameras')}
              </th>
              <th scope="col">{t('trace.lastSeen')}</th>
            </tr>
          </thead>
          <tbody>
            {found.items.map((each) => (
              <tr key={each.plate} data-selected={each.plate === plate}>
                <td>
                  <button
                    type="button"
                    className="link mono"
                    aria-pressed={each.plate === plate}
                    onClick={() => choose(each)}
                  >
                    {each.plate}
                  </button>
                </td>
                <td className="num">{format.number(each.likeness * 100)} %</td>
                <td className="num">{format.number(each.sightings)}</td>
                <td className="num trace-wide">{format.number(each.cameras)}</td>
                <td className="mono">{format.moment(Date.parse(each.lastSeen), now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {found.more && <p className="notice small">{t('trace.more')}</p>}
    </>
  )
}
