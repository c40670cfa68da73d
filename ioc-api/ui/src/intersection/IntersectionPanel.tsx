import { useMemo } from 'react'
import { byUrgency } from '../alarms/order'
import { useAlarmText } from '../alarms/useAlarmText'
import { goTo, useRoute } from '../app/route'
import { Age } from '../design/Age'
import { PanelHead } from '../design/PanelHead'
import { QualityMark } from '../design/QualityMark'
import { SeverityMark } from '../design/SeverityMark'
import { useQualities } from '../devices/useQualities'
import { useWords } from '../i18n'
import { useCollection, useLiveStore, useNow, useTopic, useWanted } from '../live/hooks'
import type { LiveIntersection, Quality } from '../live/types'
import { type Device, type Site, useSite } from '../session/api'
import { Problem } from '../session/problem'
import { useProblemText } from '../session/useProblemText'
import { ControlLevel } from './ControlLevel'
import { Detection } from './Detection'
import { FlowBlock } from './FlowBlock'
import { Gantt } from './Gantt'
import { Ledger } from './Ledger'
import { modeText, modeTone } from './mode'
import { OverrideBlock } from './OverrideBlock'
import { PriorityBlock } from './PriorityBlock'
import { ShadowBlock } from './ShadowBlock'
import { StageRing } from './StageRing'
import { planOf, progressOf } from './stages'
import { useSentences } from './useSentences'

/** Live state comes at least once a second while the controller speaks. */
const STALE_MS = 5_000

export function IntersectionPanel({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords()
  const site = useSite(id)
  const problemText = useProblemText()
  if (site.data) return <Loaded site={site.data} close={close} />
  const missing = site.error instanceof Problem && site.error.status === 404
  return (
    <>
      <PanelHead title={id} close={close} />
      <p className="notice">
        {missing
          ? t('intersection.none', { id })
          : site.isError
            ? problemText(site.error)
            : t('common.loading', { what: id })}
      </p>
    </>
  )
}

function Loaded({ site, close }: { site: Site; close: () => void }) {
  const { t, name, word, format } = useWords()
  const route = useRoute()
  const { intersection, devices } = site
  const entry = useTopic<'intersection'>(`intersection/${intersection.id}`)
  const live = entry?.gone === undefined ? entry?.body : undefined
  const now = useNow(1000)
  const rate = useLiveStore().rate
  const stale = entry !== undefined && now - Date.parse(entry.body.at) > STALE_MS * Math.max(1, rate)
  return (
    <>
      <PanelHead
        title={name(intersection.name)}
        under={
          <span className="mode" data-mode={modeTone(live, intersection.control)}>
            {modeText(live, intersection.control, word)}
            {live?.strategy && live.mode === 'COMMANDED' && `, ${word('strategy', live.strategy)}`}
            <span className="mono panel-code">{intersection.id}</span>
          </span>
        }
        close={close}
      />
      <div className="panel-body" data-stale={stale}>
        {stale && entry && (
          <p className="banner small">
            {t('intersection.stale', { time: format.time(Date.parse(entry.body.at)) })}
          </p>
        )}
        {live?.fault && <p className="fault">{t('intersection.fault', { fault: live.fault })}</p>}
        <AlarmsHere id={intersection.id} />
        <StageBlock site={site} live={live} />
        <ControlLevel values={live?.why?.values} />
        {intersection.control === 'COMMANDED' && (
          <>
            <h3>{t('priority.title')}</h3>
            <PriorityBlock intersection={intersection} priority={live?.priority ?? []} />
          </>
        )}
        <h3>{t('intersection.gantt')}</h3>
        <Gantt intersection={intersection} devices={devices} live={live} />
        <h3>{t('intersection.flow')}</h3>
        <FlowBlock flow={live?.flow} />
        <h3>{t('override.title')}</h3>
        <OverrideBlock intersection={intersection} live={live} />
        {live?.shadow && (
          <>
            <h3>{t('shadow.title')}</h3>
            <ShadowBlock intersection={intersection} live={live} shadow={live.shadow} />
          </>
        )}
        <h3>{t('intersection.ledger')}</h3>
        <Ledger intersection={intersection} />
        <DevicesHere devices={devices} />
        {route.room !== 'map' && (
          <button
            type="button"
            onClick={() =>
              goTo({ room: 'map', select: { kind: 'intersection', id: intersection.id }, filters: {} })
            }
          >
            {t('intersection.zoomTo')}
          </button>
        )}
        <p className="form-note">
          {live?.lastSeen ? (
            <LastSeen at={Date.parse(live.lastSeen)} quality={live.controller} />
          ) : (
            t('intersection.neverSeen')
          )}
        </p>
      </div>
    </>
  )
}

function StageBlock({ site, live }: { site: Site; live: LiveIntersection | undefined }) {
  const { t, name, format } = useWords()
  const sentences = useSentences(site.intersection)
  const plan = planOf(site.intersection, live?.plan)
  const now = useNow(1000)
  const stage = site.intersection.stages.find((each) => each.id === live?.stage)
  const basis = live?.why && sentences.values(live.why.values, live.why.reason)
  const progress = live ? progressOf(live, undefined, now) : undefined
  return (
    <div className="stage-block">
      <StageRing intersection={site.intersection} live={live} />
      <div className="stage-words">
        <p className="stage-name">
          {live?.stage && stage
            ? live.inTransition
              ? t('intersection.transition', { stage: name(stage.name) })
              : t('intersection.stageOf', { stage: `${stage.id} · ${name(stage.name)}` })
            : t('intersection.noStage')}
        </p>
        {progress && (
          <p className="stage-timing">
            {live?.inTransition
              ? t('intersection.transitionRunning')
              : progress.remainingS !== undefined
                ? t('intersection.remaining')
                : t('intersection.running')}
          </p>
        )}
        {live?.why && (
          <p className="why">
            {sentences.why(live.why, live)}
            {basis && <small>{basis}</small>}
            <small>
              <Detection values={live.why.values} />
            </small>
          </p>
        )}
        {plan && (
          <p className="form-note">
            {t('intersection.plan')} {name(plan.name)},{' '}
            {t('intersection.cycle', { n: format.number(plan.cycleS) })}
            {plan.offsetS > 0 && `, ${t('intersection.offset', { n: format.number(plan.offsetS) })}`}
          </p>
        )}
      </div>
    </div>
  )
}

function AlarmsHere({ id }: { id: string }) {
  const { word } = useWords()
  const { what } = useAlarmText()
  const alarms = useCollection('alarm')
    .filter((entry) => entry.gone === undefined && entry.body.site === id)
    .sort(byUrgency)
    .slice(0, 4)
  if (alarms.length === 0) return null
  return (
    <ul className="alarm-lines">
      {alarms.map((entry) => (
        <li key={entry.id}>
          <button
            type="button"
            className="link"
            onClick={() => goTo({ room: 'alarms', select: { kind: 'alarm', id: entry.id }, filters: {} })}
          >
            <span className="severity-word" data-severity={entry.body.severity}>
              <SeverityMark severity={entry.body.severity} pulse={!entry.body.acknowledged} />
              {word('severity', entry.body.severity)}
            </span>{' '}
            {what(entry.body)} <span className="mono">{entry.body.subject}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function DevicesHere({ devices }: { devices: readonly Device[] }) {
  const { t, word, name } = useWords()
  const route = useRoute()
  useWanted('device/*')
  const qualities = useQualities()
  const rows = useMemo(
    () => devices.map((device) => ({ device, quality: qualities.get(device.id) ?? ('UNKNOWN' as Quality) })),
    [devices, qualities],
  )
  const good = rows.filter((row) => row.quality === 'GOOD').length
  const bad = rows.filter((row) => row.quality !== 'GOOD')
  return (
    <details className="devices-here" open={bad.length > 0 && bad.length < 6}>
      <summary>
        {t('intersection.devices')}{' '}
        <span className={good < rows.length ? 'fault' : undefined}>
          {t('intersection.devicesGood', { n: good, m: rows.length })}
        </span>
      </summary>
      <ul>
        {[...bad, ...rows.filter((row) => row.quality === 'GOOD')].map(({ device, quality }) => (
          <li key={device.id}>
            <button
              type="button"
              className="link"
              title={name(device.name)}
              onClick={() => goTo({ ...route, select: { kind: 'device', id: device.id } })}
            >
              <span className="mono">{device.id}</span>
            </button>
            <span>{word('deviceKind', device.kind)}</span>
            <QualityMark quality={quality} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function LastSeen({ at, quality }: { at: number; quality: Quality }) {
  const { t } = useWords()
  const [before, after] = t('intersection.lastSeen', { age: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <Age at={at} />
      {after} <QualityMark quality={quality} />
    </>
  )
}
