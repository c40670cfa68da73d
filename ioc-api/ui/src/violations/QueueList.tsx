import { type MouseEvent, useEffect, useRef } from 'react'
import { routeUrl, useRoute } from '../app/route'
import { useWords } from '../i18n'
import { ageParts } from '../i18n/format'
import { useNow } from '../live/hooks'
import { useIntersections } from '../session/api'
import type { ListFilter } from './queries'
import { type Row, waits } from './queue'
import { asksLamps, shownAt } from './rules'
import { reasonIn, useCaseText } from './useCaseText'

type Props = {
  rows: readonly Row[]
  filter: ListFilter
  selected: string | undefined
  /** New cases that would push others. */
  waiting: number
  /** Why the list could not be brought up to date. */
  stale: string | undefined
  showAll: () => void
  more: (() => void) | undefined
  open: (id: string) => void
}

/** The cases, each a link to itself. Wide it is a table of one line each, beside a case two lines. */
export function QueueList({ rows, filter, selected, waiting, stale, showAll, more, open }: Props) {
  const { t } = useWords()
  const now = useNow(10_000)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (selected === undefined) return
    const row = list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(selected)}"]`)
    row?.scrollIntoView({ block: 'nearest' })
    // The keyboard stays with the list where it was in it.
    if (row && list.current?.contains(document.activeElement)) row.focus({ preventScroll: true })
  }, [selected])
  const voids = filter.view === 'void'
  const empty = filter.rule || filter.camera ? 'emptyFilter' : EMPTY[filter.view]
  return (
    <section className="queue" data-view={filter.view} aria-label={t('violations.queue')}>
      {stale && <p className="banner small">{stale}</p>}
      {waiting > 0 && (
        <button
          type="button"
          className="waiting"
          aria-label={t('violations.freshLabel', { n: waiting })}
          onClick={showAll}
        >
          {t('violations.fresh', { n: waiting })}
        </button>
      )}
      {rows.length === 0 && <p className="notice">{t(`violations.${empty}`)}</p>}
      {rows.length > 0 && (
        <div className="queue-scroll">
          <div className="queue-head" aria-hidden="true">
            <span>{t('violations.columns.at')}</span>
            <span className="q-age">{t('violations.columns.age')}</span>
            <span>{t('violations.columns.rule')}</span>
            <span>{t('violations.columns.place')}</span>
            <span>{t('violations.columns.vehicle')}</span>
            <span>{t(voids ? 'violations.columns.reason' : 'violations.columns.red')}</span>
            {!voids && (
              <span>
                {t(filter.view === 'decided' ? 'violations.columns.outcome' : 'violations.columns.evidence')}
              </span>
            )}
          </div>
          <ol ref={list}>
            {rows.map((row) => (
              <li key={row.case.id}>
                <CaseLink
                  row={row}
                  now={now}
                  view={filter.view}
                  selected={row.case.id === selected}
                  open={open}
                />
              </li>
            ))}
          </ol>
          {more && (
            <button type="button" className="queue-more" onClick={more}>
              {t('violations.more')}
            </button>
          )}
        </div>
      )}
    </section>
  )
}

const EMPTY = { waiting: 'emptyWaiting', decided: 'emptyDecided', void: 'emptyVoid' } as const

type LinkProps = {
  row: Row
  now: number
  view: ListFilter['view']
  selected: boolean
  open: (id: string) => void
}

function CaseLink({ row, now, view, selected, open }: LinkProps) {
  const words = useWords()
  const { t, format, name } = words
  const { vehicle, seconds } = useCaseText()
  const route = useRoute()
  const sites = useIntersections().data
  const one = row.case
  const site = sites?.find((each) => each.id === one.site)
  const at = Date.parse(one.at)
  const { unit, n } = ageParts(now - at)
  const href = routeUrl({ ...route, room: 'violations', select: { kind: 'violation', id: one.id } })
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open(one.id)
  }
  return (
    <a
      className="queue-row"
      href={href}
      data-id={one.id}
      data-waits={waits(row)}
      aria-current={selected ? 'true' : undefined}
      onClick={onClick}
    >
      <time className="mono q-at">{format.moment(at, now)}</time>
      <span className="q-age">{t(`age.${unit}`, { n })}</span>
      <span className="q-rule">{t(`violations.rules.${one.rule}`)}</span>
      <span className="q-place">{site ? name(site.name) : one.site}</span>
      <span className="q-vehicle">{vehicle(one.vehicle)}</span>
      <span className="q-red">
        {view === 'void'
          ? reasonIn(words, one.voidReason, true)
          : !asksLamps(one.rule)
            ? t('violations.lasted', { s: seconds((shownAt(one) - at) / 1000) })
            : one.secondsIntoRed === undefined
              ? t('violations.intoRedUnknown')
              : t('violations.intoRed', { s: seconds(one.secondsIntoRed) })}
      </span>
      {view !== 'void' && (
        <span className="q-state">
          <Standing row={row} view={view} />
        </span>
      )}
    </a>
  )
}

/** What came of it, else what is the matter with its pictures; nothing where all is as it should be. */
function Standing({ row, view }: { row: Row; view: ListFilter['view'] }) {
  const { t } = useWords()
  const one = row.case
  if (view === 'waiting' && row.gone && one.state === 'WAITING') return <>{t('violations.gone')}</>
  if (one.state === 'ACCEPTED' || one.state === 'REJECTED' || view === 'decided')
    return <b>{t(`violations.states.${one.state}`)}</b>
  const { state } = one.evidence
  if (state === 'INCOMPLETE' || state === 'MISSING') return <em>{t('violations.pictures.incomplete')}</em>
  return null
}
