import { useState } from 'react'
import { useFilter } from '../app/route'
import { useWords } from '../i18n'
import { useLiveStore } from '../live/hooks'
import { saveText } from '../measures/exports'
import { useDevices } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { useSummary } from './queries'
import { byCount, type Counts, csvOf, falseShare, type Total, totalOf } from './report'
import { reasonIn } from './useCaseText'

const DAYS = [7, 30, 90]
const DAY_MS = 86_400_000

/** How often cameras and rules erred, and why: what an engineer mends next. */
export function Report() {
  const { t, format } = useWords()
  const problemText = useProblemText()
  const store = useLiveStore()
  const [chosen, setChosen] = useFilter('days')
  const days = DAYS.find((each) => String(each) === chosen) ?? 30
  const [now] = useState(() => store.now())
  const summary = useSummary(new Date(now - days * DAY_MS).toISOString())
  const items = summary.data?.items
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="scroll padded report" tabIndex={0} aria-labelledby="report-title">
      <header className="report-head">
        <div>
          <h2 id="report-title">{t('violations.report.title')}</h2>
          <p>{t('violations.report.about')}</p>
        </div>
        <div className="filters">
          <label>
            {t('violations.report.days')}
            <select value={days} onChange={(event) => setChosen(event.target.value)}>
              {DAYS.map((each) => (
                <option key={each} value={each}>
                  {t('violations.report.lastDays', { n: each })}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            disabled={!items?.length}
            onClick={() => items && saveText(csvOf(items), `violations-${days}d-${format.fileTime(now)}.csv`)}
          >
            {t('violations.report.csv')}
          </button>
        </div>
      </header>
      {summary.isError && (
        <div className="notice">
          <p>{problemText(summary.error)}</p>
          <button type="button" onClick={() => void summary.refetch()}>
            {t('common.retry')}
          </button>
        </div>
      )}
      {summary.isPending && (
        <p className="notice">{t('common.loading', { what: t('violations.report.what') })}</p>
      )}
      {items?.length === 0 && <p className="notice">{t('violations.report.empty')}</p>}
      {items && items.length > 0 && <ReportTable items={items} />}
    </section>
  )
}

function ReportTable({ items }: { items: readonly Counts[] }) {
  const { t, name } = useWords()
  const devices = useDevices().data
  return (
    <table className="table report-table">
      <thead>
        <tr>
          <th scope="col">{t('violations.report.camera')}</th>
          <th scope="col">{t('violations.report.rule')}</th>
          <th scope="col" className="num">
            {t('violations.report.share')}
          </th>
          <th scope="col" className="num">
            {t('violations.report.accepted')}
          </th>
          <th scope="col" className="num">
            {t('violations.report.rejected')}
          </th>
          <th scope="col">{t('violations.report.whyRejected')}</th>
          <th scope="col" className="num">
            {t('violations.report.waiting')}
          </th>
          <th scope="col" className="num">
            {t('violations.report.void')}
          </th>
          <th scope="col">{t('violations.report.whyVoid')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const device = devices?.find((each) => each.device.id === item.camera)?.device
          return (
            <tr key={`${item.camera}/${item.rule}`}>
              <th scope="row">
                <span className="mono">{item.camera}</span>
                {device && <small>{name(device.name)}</small>}
              </th>
              <td data-label={t('violations.report.rule')}>{t(`violations.rules.${item.rule}`)}</td>
              <Cells counts={item} />
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('violations.report.all')}
          </th>
          <Cells counts={totalOf(items)} />
        </tr>
      </tfoot>
    </table>
  )
}

function Cells({ counts }: { counts: Total }) {
  const { t, format } = useWords()
  const share = falseShare(counts)
  return (
    <>
      <td className="num" data-label={t('violations.report.share')}>
        {share === undefined ? (
          <small>{t('violations.report.shareNone')}</small>
        ) : (
          t('violations.report.shareOf', {
            // Of few cases a tenth of a per cent says nothing.
            percent: format.number(share * 100, counts.accepted + counts.rejected < 200 ? 0 : 1),
            n: format.number(counts.accepted + counts.rejected),
          })
        )}
      </td>
      <td className="num" data-label={t('violations.report.accepted')}>
        {format.number(counts.accepted)}
      </td>
      <td className="num" data-label={t('violations.report.rejected')}>
        {format.number(counts.rejected)}
      </td>
      <td data-label={t('violations.report.whyRejected')} data-empty={counts.rejected === 0}>
        <ReasonList reasons={counts.rejectedReasons} voids={false} />
      </td>
      <td className="num" data-label={t('violations.report.waiting')}>
        {format.number(counts.waiting)}
      </td>
      <td className="num" data-label={t('violations.report.void')}>
        {format.number(counts.void)}
      </td>
      <td data-label={t('violations.report.whyVoid')} data-empty={counts.void === 0}>
        <ReasonList reasons={counts.voidReasons} voids={true} />
      </td>
    </>
  )
}

function ReasonList({ reasons, voids }: { reasons: Readonly<Record<string, number>>; voids: boolean }) {
  const words = useWords()
  const lines = byCount(reasons)
  if (lines.length === 0) return <>–</>
  return (
    <ul>
      {lines.map(([reason, n]) => (
        <li key={reason}>
          {words.format.number(n)} · {reasonIn(words, reason, voids).toLowerCase()}
        </li>
      ))}
    </ul>
  )
}
