import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n'
import { useLiveStore } from '../live/hooks'
import type { HotlistEntry } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { NOTHING, PurposeFields } from './PurposeFields'
import { type EntryOrder, useHotlist, useHotlistChange } from './queries'

const DAYS = [1, 7, 30, 90]
const DAY_MS = 86_400_000
/** The last day ends a minute early: this clock and the centre's may differ by that. */
const MARGIN_MS = 60_000

/** Vehicles that are looked for: enter one, see who entered which and why, take one off with a reason. */
export function HotlistDesk() {
  const { t } = useWords()
  const problemText = useProblemText()
  const [all, setAll] = useState(false)
  const list = useHotlist(all)
  return (
    <div className="trace-desk">
      <div className="trace-left">
        <EntryForm />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className="trace-right scroll" tabIndex={0} aria-label={t('trace.views.hotlist')}>
        <label className="check padded">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          {t('trace.showAll')}
        </label>
        {list.isPending && (
          <p className="notice">{t('common.loading', { what: t('trace.views.hotlist').toLowerCase() })}</p>
        )}
        {list.isError && (
          <div className="notice">
            <p>{problemText(list.error)}</p>
            <button type="button" onClick={() => void list.refetch()}>
              {t('common.retry')}
            </button>
          </div>
        )}
        {list.data?.items.length === 0 && <p className="notice">{t('trace.hotlistEmpty')}</p>}
        {list.data?.items.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </section>
    </div>
  )
}

function EntryForm() {
  const { t } = useWords()
  const problemText = useProblemText()
  const store = useLiveStore()
  const [order, setOrder] = useState(NOTHING)
  const [days, setDays] = useState(7)
  const enter = useHotlistChange((body: EntryOrder) => ({ path: '/hotlist', body }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const expiresAt = new Date(store.now() + days * DAY_MS - MARGIN_MS).toISOString()
    enter.mutate({ ...order, expiresAt }, { onSuccess: () => setOrder(NOTHING) })
  }
  return (
    <form className="trace-form" onSubmit={submit}>
      <PurposeFields order={order} change={setOrder} />
      <label>
        {t('trace.days')}
        <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {DAYS.map((each) => (
            <option key={each} value={each}>
              {t('trace.daysOf', { n: each })}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="primary" disabled={enter.isPending}>
        {t('trace.enter')}
      </button>
      {enter.isError && <p role="alert">{problemText(enter.error)}</p>}
      <small>{t('trace.recorded')}</small>
    </form>
  )
}

function Entry({ entry }: { entry: HotlistEntry }) {
  const { t, format } = useWords()
  const problemText = useProblemText()
  const now = useLiveStore().now()
  const [reason, setReason] = useState('')
  const remove = useHotlistChange((body: { reason: string }) => ({
    path: `/hotlist/${entry.id}/removal`,
    body,
  }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    remove.mutate({ reason })
  }
  return (
    <article className="hotlist-entry" data-state={entry.state}>
      <h3 className="mono">{entry.pattern}</h3>
      <p>
        {entry.purpose} · {entry.reference}
      </p>
      <dl>
        <dt>{t('trace.state')}</dt>
        <dd>
          {t(`trace.states.${entry.state}`)}
          {entry.removed && ` · ${entry.removed.by}: ${entry.removed.reason}`}
        </dd>
        <dt>{t('trace.enteredBy')}</dt>
        <dd>
          {entry.enteredBy}, {format.moment(Date.parse(entry.enteredAt), now)}
        </dd>
        <dt>{t('trace.expires')}</dt>
        <dd>{format.moment(Date.parse(entry.expiresAt), now)}</dd>
      </dl>
      {entry.state === 'ACTIVE' && (
        <form onSubmit={submit}>
          <input
            value={reason}
            required
            minLength={3}
            maxLength={300}
            aria-label={t('trace.removeReason', { plate: entry.pattern })}
            placeholder={t('common.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <button
            type="submit"
            aria-label={t('trace.removeLabel', { plate: entry.pattern })}
            disabled={remove.isPending}
          >
            {t('trace.remove')}
          </button>
          {remove.isError && <p role="alert">{problemText(remove.error)}</p>}
        </form>
      )}
    </article>
  )
}
