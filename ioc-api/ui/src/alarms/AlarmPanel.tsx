import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { goTo } from '../app/route'
import { PanelHead } from '../design/PanelHead'
import { SeverityMark } from '../design/SeverityMark'
import { useWords, type Word } from '../i18n'
import { useNow, useTopic } from '../live/hooks'
import type { LiveAlarm } from '../live/types'
import { type AlarmWithHistory, useIntersections, useSession, useSessionState } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { stateOf } from './order'
import { useAlarmText } from './useAlarmText'

/** One alarm: what, where, what happened to it, and what can be done. */
export function AlarmPanel({ id, close }: { id: string; close: () => void }) {
  const { t, word, format } = useWords()
  const { what, where } = useAlarmText()
  const session = useSession()
  const problemText = useProblemText()
  const now = useNow(1000)
  const live = useTopic<'alarm'>(`alarm/${id}`)
  const stored = useQuery({
    queryKey: ['alarm', id],
    queryFn: ({ signal }) => session.get<AlarmWithHistory>(`/alarms/${encodeURIComponent(id)}`, { signal }),
  })
  const { refetch } = stored
  const version = live?.version
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the alarm adds to its history
  useEffect(() => {
    const timer = setTimeout(() => void refetch(), 400)
    return () => clearTimeout(timer)
  }, [version, refetch])

  const alarm = live?.body ?? (stored.data?.alarm as LiveAlarm | undefined)
  if (!alarm) {
    const text = stored.isError ? problemText(stored.error) : t('common.loading', { what: t('alarms.title') })
    return (
      <>
        <PanelHead title={t('alarms.title')} close={close} />
        <p className="notice">{text}</p>
      </>
    )
  }
  const state = live ? stateOf(live) : alarm.active ? (alarm.acknowledged ? 'acked' : 'unacked') : 'cleared'
  return (
    <>
      <PanelHead
        title={what(alarm)}
        under={
          <span className="severity-word" data-severity={alarm.severity}>
            <SeverityMark severity={alarm.severity} pulse={!alarm.acknowledged && state !== 'cleared'} />
            {word('severity', alarm.severity)} · {t(`alarms.${state}`)}
          </span>
        }
        close={close}
      />
      <div className="panel-body">
        <dl className="facts">
          <dt>{t('alarms.where')}</dt>
          <dd>
            <PlaceLink site={alarm.site} text={where(alarm.site)} />
          </dd>
          <dt>{t('alarms.subject')}</dt>
          <dd className="mono">{alarm.subject}</dd>
          <dt>{t('alarms.raised')}</dt>
          <dd className="mono">{format.moment(Date.parse(alarm.raisedAt), now)}</dd>
          <dt>{t('alarms.occurrences')}</dt>
          <dd>{format.number(alarm.occurrences)}</dd>
          {alarm.assignee && (
            <>
              <dt>{t('alarms.assignee')}</dt>
              <dd>{alarm.assignee}</dd>
            </>
          )}
          {Object.entries(alarm.values).map(([key, value]) => (
            <Value key={key} name={key} value={value} />
          ))}
        </dl>
        <AlarmActions alarm={alarm} ended={state === 'cleared'} />
        <h3>{t('alarms.history')}</h3>
        {stored.isError && <p className="form-problem">{problemText(stored.error)}</p>}
        <ol className="history">
          {[...(stored.data?.history ?? [])].reverse().map((line) => (
            <li key={`${line.at}/${line.event}/${line.actor}`}>
              <time className="mono">{format.moment(Date.parse(line.at), now)}</time>
              <span>
                {t(`alarms.event.${line.event}`)} · {line.actor}
                {line.note && <q>{line.note}</q>}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}

function Value({ name, value }: { name: string; value: string }) {
  const { word } = useWords()
  return (
    <>
      <dt>{word('measure', name)}</dt>
      <dd>{valueWord(name, value, word)}</dd>
    </>
  )
}

function valueWord(name: string, value: string, word: Word): string {
  if (name === 'fault') return word('fault', value)
  if (name === 'verdict') return word('verdict', value)
  if (name === 'seen' || name === 'reported') return word('lamp', value)
  return value
}

function PlaceLink({ site, text }: { site: string; text: string }) {
  const intersections = useIntersections().data
  if (!intersections?.some((each) => each.id === site)) return <>{text}</>
  return (
    <button
      type="button"
      className="link"
      onClick={() => goTo({ room: 'map', select: { kind: 'intersection', id: site }, filters: {} })}
    >
      {text}
    </button>
  )
}

/** Alarms about an occurrence stay until a person clears them; conditions clear by themselves. */
const OCCURRENCES = ['CONFLICT_SHOWN', 'LOGIN_ATTACK', 'COMMAND_REFUSED', 'HOTLIST_SIGHTING', 'ROWS_REJECTED']

type Action = { path: string; body: unknown }

function AlarmActions({ alarm, ended }: { alarm: LiveAlarm; ended: boolean }) {
  const { t } = useWords()
  const session = useSession()
  const me = useSessionState()
  const client = useQueryClient()
  const problemText = useProblemText()
  const [note, setNote] = useState('')
  const noteId = useId()
  const act = useMutation({
    mutationFn: ({ path, body }: Action) =>
      session.request('POST', `/alarms/${encodeURIComponent(alarm.id)}/${path}`, { body }),
    onSuccess: () => {
      setNote('')
      void client.invalidateQueries({ queryKey: ['alarm', alarm.id] })
    },
  })
  if (ended) return null
  if (!session.may('OPERATOR', 'TRAFFIC_ENGINEER', 'SECURITY_OFFICER'))
    return <p className="form-note">{t('alarms.notAllowed')}</p>
  const text = note.trim()
  const user = me.phase === 'in' ? me.user.name : ''
  return (
    <form className="actions" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={noteId}>{t('common.note')}</label>
      <textarea
        id={noteId}
        rows={2}
        maxLength={500}
        value={note}
        placeholder={t('alarms.notePlaceholder')}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="buttons">
        {!alarm.acknowledged && (
          <button
            type="button"
            className="primary"
            disabled={act.isPending}
            onClick={() => act.mutate({ path: 'acknowledge', body: text ? { note: text } : {} })}
          >
            {t('alarms.acknowledge')}
          </button>
        )}
        {alarm.assignee !== user && (
          <button
            type="button"
            disabled={act.isPending}
            onClick={() => act.mutate({ path: 'assign', body: { assignee: user } })}
          >
            {t('alarms.assignMe')}
          </button>
        )}
        {alarm.acknowledged && (
          <button
            type="button"
            disabled={act.isPending || !text}
            onClick={() => act.mutate({ path: 'note', body: { note: text } })}
          >
            {t('alarms.addNote')}
          </button>
        )}
        {alarm.acknowledged && alarm.active && OCCURRENCES.includes(alarm.kind) && (
          <button
            type="button"
            disabled={act.isPending || text.length < 3}
            onClick={() => act.mutate({ path: 'clear', body: { reason: text } })}
          >
            {t('alarms.clear')}
          </button>
        )}
      </div>
      <p className="form-problem" role="alert">
        {act.isError && problemText(act.error)}
      </p>
    </form>
  )
}
