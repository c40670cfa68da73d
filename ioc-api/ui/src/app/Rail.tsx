import { worst } from '../alarms/order'
import { SeverityMark } from '../design/SeverityMark'
import { useWords } from '../i18n'
import { useCollection, useTopic } from '../live/hooks'
import { useSession } from '../session/api'
import { goTo, ROOMS, type Room, routeUrl } from './route'

const ICONS: Record<Room, string> = {
  map: 'M2 5l6-2.5 8 3L22 3v16l-6 2.5-8-3L2 21zM8 2.5v16M16 5.5v16',
  alarms: 'M12 3l10 17.5H2zM12 9.5v5M12 17.2v.6',
  violations: 'M8.500 2.500h7v13h-7zM12 15.500V22M12 6v.3M12 9v.3M12 12v.3M3 19l4-3M21 19l-4-3',
  trace:
    'M5 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM19 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 19h8a4 4 0 0 0 0-8H9a4 4 0 0 1 0-6h8',
  measures: 'M3 21h18M6.5 17V12M11 17V6M15.500 17V9.500M20 17V4',
  devices: 'M7 3h10v18H7zM12 6.8v.4M12 11.8v.4M12 16.8v.4',
  intake: 'M12 3v11M7.5 9.5L12 14l4.500-4.500M4 15v6h16v-6',
}

/** Rooms that only a wide screen can show. A phone's rail leaves them out. */
const DESK_ROOMS: readonly Room[] = ['devices', 'intake']

export function Rail({ room }: { room: Room }) {
  const { t } = useWords()
  const reviews = useSession().may('OPERATOR', 'SECURITY_OFFICER')
  return (
    <nav className="rail" aria-label={t('rooms.nav')}>
      {ROOMS.map((each) => (
        <a
          key={each}
          data-desk={DESK_ROOMS.includes(each)}
          href={routeUrl({ room: each, filters: {} })}
          aria-current={each === room ? 'page' : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            goTo({ room: each, filters: {} })
          }}
        >
          <span className="rail-icon">
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path
                d={ICONS[each]}
                fill="none"
                stroke="currentColor"
                strokeWidth="1.6"
                strokeLinejoin="round"
                strokeLinecap="round"
              />
            </svg>
            {each === 'alarms' && <AlarmBadge />}
            {each === 'violations' && reviews && <ViolationBadge />}
          </span>
          <span>{t(`rooms.${each}`)}</span>
        </a>
      ))}
    </nav>
  )
}

function AlarmBadge() {
  const { t } = useWords()
  const unacked = useCollection('alarm').filter(
    (entry) => entry.gone === undefined && !entry.body.acknowledged,
  )
  const severity = worst(unacked.map((entry) => entry.body.severity))
  if (!severity) return null
  return (
    <span className="rail-badge">
      <SeverityMark severity={severity} />
      {unacked.length}
      <span className="sr"> {t('alarms.unacked')}</span>
    </span>
  )
}

/** Grey: that somebody is to be judged is work, not danger. */
function ViolationBadge() {
  const { t, format } = useWords()
  const waiting = useTopic<'violations'>('violations/city')?.body.waiting ?? 0
  if (waiting === 0) return null
  return (
    <span className="rail-badge">
      {waiting > 999 ? '999+' : format.number(waiting)}
      <span className="sr"> {t('violations.waitingLabel')}</span>
    </span>
  )
}
