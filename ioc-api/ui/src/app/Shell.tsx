import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { AlarmPanel } from '../alarms/AlarmPanel'
import { AlarmsRoom } from '../alarms/AlarmsRoom'
import { Announcer } from '../alarms/Announcer'
import { DevicePanel } from '../devices/DevicePanel'
import { DevicesRoom } from '../devices/DevicesRoom'
import { FiguresStrip } from '../figures/FiguresStrip'
import { type TextKey, useWords } from '../i18n'
import { IntakeRoom } from '../intake/IntakeRoom'
import { IntersectionPanel } from '../intersection/IntersectionPanel'
import { useConnection } from '../live/hooks'
import { LinkPanel } from '../map/LinkPanel'
import { Overview } from '../map/Overview'
import type { Me } from '../session/session'
import { ErrorFence } from './ErrorFence'
import { Rail } from './Rail'
import { type Route, useRoute, useSelect } from './route'
import { StatusLine } from './StatusLine'
import { CoreSilence, CutBanner } from './trust'

const MapRoom = lazy(() => import('../map/MapRoom'))
const MeasuresRoom = lazy(() => import('../measures/MeasuresRoom'))
const TraceRoom = lazy(() => import('../trace/TraceRoom'))
const ViolationsRoom = lazy(() => import('../violations/ViolationsRoom'))

/** The frame of the control room: rail, canvas, one context panel, status line. */
export function Shell({ user }: { user: Me }) {
  const route = useRoute()
  const select = useSelect()
  const { t, language } = useWords()
  const connection = useConnection()
  const [sheet, setSheet] = useState(false)
  const panel = panelOf(route)
  const open = route.select !== undefined || (sheet && route.room === 'map')

  useEffect(() => {
    document.title = `${t(`rooms.${route.room}`)} · IOC Vị Thanh`
  }, [t, route.room])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (route.select) select(undefined)
      else setSheet(false)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [route.select, select])

  const close = () => {
    setSheet(false)
    select(undefined)
  }

  return (
    <div
      className="shell"
      data-room={route.room}
      data-cut={connection.phase === 'cut' || connection.coreSilent !== undefined}
      lang={language}
    >
      <a className="skip" href="#canvas">
        {t('common.skip')}
      </a>
      <Rail room={route.room} />
      <div className="middle">
        <CutBanner />
        <CoreSilence />
        {route.room === 'map' && <FiguresStrip />}
        <main id="canvas" className="canvas" tabIndex={-1}>
          <ErrorFence resetKey={route.room}>{roomOf(route, () => setSheet(true))}</ErrorFence>
        </main>
      </div>
      {panel && (
        <aside className="panel" data-open={open} aria-label={panel.label(t)}>
          <ErrorFence resetKey={`${route.select?.kind}/${route.select?.id}`}>
            {panel.content(close)}
          </ErrorFence>
        </aside>
      )}
      <StatusLine user={user} />
      <Announcer />
    </div>
  )
}

function roomOf(route: Route, openList: () => void): ReactNode {
  switch (route.room) {
    case 'map':
      return (
        <Suspense fallback={<RoomComing what="map.network" />}>
          <MapRoom openList={openList} />
        </Suspense>
      )
    case 'measures':
      return (
        <Suspense fallback={<RoomComing what="rooms.measures" />}>
          <MeasuresRoom />
        </Suspense>
      )
    case 'violations':
      return (
        <Suspense fallback={<RoomComing what="rooms.violations" />}>
          <ViolationsRoom />
        </Suspense>
      )
    case 'trace':
      return (
        <Suspense fallback={<RoomComing what="rooms.trace" />}>
          <TraceRoom />
        </Suspense>
      )
    case 'alarms':
      return <AlarmsRoom />
    case 'devices':
      return <DevicesRoom />
    case 'intake':
      return <IntakeRoom />
  }
}

function RoomComing({ what }: { what: TextKey }) {
  const { t } = useWords()
  return <p className="notice">{t('common.loading', { what: t(what).toLowerCase() })}</p>
}

type T = ReturnType<typeof useWords>['t']
type Panel = { label: (t: T) => string; content: (close: () => void) => ReactNode }

function panelOf(route: Route): Panel | undefined {
  const { select } = route
  switch (select?.kind) {
    case 'intersection':
      return {
        label: (t) => t('intersection.title'),
        content: (close) => <IntersectionPanel key={select.id} id={select.id} close={close} />,
      }
    case 'alarm':
      return {
        label: (t) => t('alarms.title'),
        content: (close) => <AlarmPanel key={select.id} id={select.id} close={close} />,
      }
    case 'device':
      return {
        label: (t) => t('devices.title'),
        content: (close) => <DevicePanel key={select.id} id={select.id} close={close} />,
      }
    case 'link':
      return {
        label: (t) => t('map.section'),
        content: (close) => <LinkPanel key={select.id} id={select.id} close={close} />,
      }
    // Its room shows it in the canvas: pictures need the width.
    case 'violation':
      return undefined
    case undefined:
      return route.room === 'map'
        ? { label: (t) => t('map.overview'), content: (close) => <Overview close={close} /> }
        : undefined
  }
}
