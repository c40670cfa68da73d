import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useFilter, useRoute, useSelect } from '../app/route'
import { SeverityMark } from '../design/SeverityMark'
import { useWords } from '../i18n'
import { useCollection, useNow } from '../live/hooks'
import type { Severity } from '../live/types'
import { useSessionState } from '../session/api'
import {
  type AlarmEntry,
  type AlarmFilter,
  arrange,
  byUrgency,
  passes,
  SEVERITIES,
  stateOf,
  worst,
} from './order'
import { useAlarmText } from './useAlarmText'

/** The list holds still this long after it was last touched; nobody reading, new rows come by themselves. */
const READING_MS = 20_000

export function AlarmsRoom() {
  const { t, word } = useWords()
  const session = useSessionState()
  const user = session.phase === 'in' ? session.user.name : ''
  const [state, setState] = useFilter('state')
  const [from, setFrom] = useFilter('from')
  const [mine, setMine] = useFilter('mine')
  const filter: AlarmFilter = useMemo(
    () => ({
      state: state === 'unacked' || state === 'active' ? state : undefined,
      from: SEVERITIES.find((each) => each === from),
      assignee: mine ? user : undefined,
    }),
    [state, from, mine, user],
  )
  const all = useCollection('alarm')
  const current = useMemo(() => all.filter((entry) => passes(entry, filter)).sort(byUrgency), [all, filter])

  return (
    <section className="room" aria-labelledby="alarms-title">
      <header className="room-head">
        <h1 id="alarms-title">{t('alarms.title')}</h1>
        <div className="filters">
          <label>
            {t('alarms.filterState')}
            <select value={state ?? ''} onChange={(event) => setState(event.target.value || undefined)}>
              <option value="">{t('common.all')}</option>
              <option value="unacked">{t('alarms.unacked')}</option>
              <option value="active">{t('alarms.stillActive')}</option>
            </select>
          </label>
          <label>
            {t('alarms.filterSeverity')}
            <select value={from ?? ''} onChange={(event) => setFrom(event.target.value || undefined)}>
              <option value="">{t('common.all')}</option>
              {SEVERITIES.slice(0, 3).map((each) => (
                <option key={each} value={each}>
                  {word('severity', each)}
                </option>
              ))}
            </select>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={mine === '1'}
              onChange={(event) => setMine(event.target.checked ? '1' : undefined)}
            />
            {t('alarms.filterMine')}
          </label>
        </div>
      </header>
      <AlarmTable
        key={`${state}/${from}/${mine}`}
        current={current}
        filtered={Boolean(state || from || mine)}
      />
    </section>
  )
}

function AlarmTable({ current, filtered }: { current: readonly AlarmEntry[]; filtered: boolean }) {
  const { t } = useWords()
  const route = useRoute()
  const select = useSelect()
  const now = useNow(1000)
  const selected = route.select?.kind === 'alarm' ? route.select.id : undefined
  const [shown, setShown] = useState<readonly string[]>(() => current.map((entry) => entry.id))
  const touchedAt = useRef(Number.NEGATIVE_INFINITY)
  const { rows, waiting } = useMemo(() => arrange(shown, current), [shown, current])
  const [focus, setFocus] = useState<string>()
  const table = useRef<HTMLTableElement>(null)

  const show = useCallback(() => setShown(current.map((entry) => entry.id)), [current])
  const touch = () => {
    touchedAt.current = performance.now()
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `now` is the tick on which an untouched list is brought up to date
  useEffect(() => {
    const reading = selected !== undefined || performance.now() - touchedAt.current < READING_MS
    if (!reading && (waiting.length > 0 || rows.some((row, i) => row.id !== current[i]?.id))) show()
  }, [now, waiting.length, rows, selected, show])
  useEffect(() => {
    if (rows.length === 0 && waiting.length > 0) show()
  }, [rows.length, waiting.length, show])

  const active = focus ?? selected ?? rows[0]?.id
  const onKeyDown = (event: KeyboardEvent) => {
    touch()
    const index = rows.findIndex((row) => row.id === active)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = rows[Math.min(rows.length - 1, Math.max(0, index + step))]
      if (!next) return
      setFocus(next.id)
      table.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next.id)}"]`)?.focus()
      if (selected) select({ kind: 'alarm', id: next.id })
    } else if (event.key === 'Enter' && active) {
      event.preventDefault()
      select({ kind: 'alarm', id: active })
    }
  }

  if (current.length === 0 && rows.length === 0)
    return <p className="notice">{t(filtered ? 'alarms.emptyFilter' : 'alarms.empty')}</p>

  return (
    <>
      {waiting.length > 0 && <WaitingButton waiting={waiting} show={show} />}
      <section
        className="scroll"
        aria-label={t('alarms.title')}
        onPointerMove={touch}
        onScroll={touch}
        onFocus={touch}
      >
        <table
          ref={table}
          className="table alarms"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose rows are chosen by key
          role="grid"
          aria-label={`${t('alarms.title')}. ${t('alarms.keys')}`}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col" className="c-severity">
                {t('alarms.severity')}
              </th>
              <th scope="col" className="c-what">
                {t('alarms.what')}
              </th>
              <th scope="col" className="c-where">
                {t('alarms.where')}
              </th>
              <th scope="col" className="c-subject">
                {t('alarms.subject')}
              </th>
              <th scope="col" className="c-raised num">
                {t('alarms.raised')}
              </th>
              <th scope="col" className="c-times num">
                {t('alarms.times')}
              </th>
              <th scope="col" className="c-state">
                {t('alarms.state')}
              </th>
              <th scope="col" className="c-assignee">
                {t('alarms.assignee')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AlarmRow
                key={row.id}
                entry={row}
                now={now}
                selected={row.id === selected}
                focusable={row.id === active}
                open={() => {
                  touch()
                  setFocus(row.id)
                  select({ kind: 'alarm', id: row.id })
                }}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function WaitingButton({ waiting, show }: { waiting: readonly AlarmEntry[]; show: () => void }) {
  const { t } = useWords()
  const severity: Severity | undefined = worst(waiting.map((entry) => entry.body.severity))
  return (
    <button
      type="button"
      className="waiting"
      aria-label={t('alarms.waitingLabel', { n: waiting.length })}
      onClick={show}
    >
      {severity && <SeverityMark severity={severity} />}
      {t('alarms.waiting', { n: waiting.length })}
    </button>
  )
}

function AlarmRow({
  entry,
  now,
  selected,
  focusable,
  open,
}: {
  entry: AlarmEntry
  now: number
  selected: boolean
  focusable: boolean
  open: () => void
}) {
  const { t, word, format } = useWords()
  const { what, where } = useAlarmText()
  const alarm = entry.body
  const state = stateOf(entry)
  const unacked = state === 'unacked' || state === 'clearedUnacked'
  return (
    <tr
      data-id={entry.id}
      data-state={state}
      tabIndex={focusable ? 0 : -1}
      aria-selected={selected}
      onClick={open}
    >
      <td className="c-severity">
        <span className="severity-word" data-severity={alarm.severity}>
          <SeverityMark severity={alarm.severity} pulse={unacked} />
          {word('severity', alarm.severity)}
        </span>
      </td>
      <td className="c-what">
        {what(alarm)}
        <small>{where(alarm.site)}</small>
      </td>
      <td className="c-where">{where(alarm.site)}</td>
      <td className="c-subject mono">{alarm.subject}</td>
      <td className="c-raised num mono">{format.moment(Date.parse(alarm.raisedAt), now)}</td>
      <td className="c-times num">{alarm.occurrences}</td>
      <td className="c-state">{t(`alarms.${state}`)}</td>
      <td className="c-assignee">{alarm.assignee ?? ''}</td>
    </tr>
  )
}
