import { byUrgency } from '../alarms/order'
import { useAlarmText } from '../alarms/useAlarmText'
import { goTo, useSelect } from '../app/route'
import { Age } from '../design/Age'
import { PanelHead } from '../design/PanelHead'
import { SeverityMark } from '../design/SeverityMark'
import { useWords } from '../i18n'
import { modeText, modeTone } from '../intersection/mode'
import { useCollection, useTopic } from '../live/hooks'
import { type IntersectionSummary, useCity, useIntersections } from '../session/api'

const SHOWN = 6

/** Nothing selected: what is wrong now, then every intersection as a list, which is the map for those who cannot use one. */
export function Overview({ close }: { close: () => void }) {
  const { t, name } = useWords()
  const city = useCity().data
  const intersections = useIntersections().data ?? []
  return (
    <>
      <PanelHead title={city ? name(city.name) : t('map.overview')} />
      <div className="panel-body">
        <button type="button" className="sheet-close" onClick={close}>
          {t('common.close')}
        </button>
        <h3>{t('map.wrongNow')}</h3>
        <WrongNow />
        <h3>{t('map.intersections')}</h3>
        <ul className="place-list">
          {intersections.map((each) => (
            <PlaceRow key={each.id} summary={each} />
          ))}
        </ul>
      </div>
    </>
  )
}

function WrongNow() {
  const { t, word } = useWords()
  const { what, where } = useAlarmText()
  const alarms = useCollection('alarm')
    .filter((entry) => entry.gone === undefined && (entry.body.active || !entry.body.acknowledged))
    .sort(byUrgency)
  if (alarms.length === 0) return <p className="form-note">{t('map.nothingWrong')}</p>
  return (
    <ul className="alarm-lines">
      {alarms.slice(0, SHOWN).map((entry) => (
        <li key={entry.id}>
          <button
            type="button"
            className="link"
            onClick={() => goTo({ room: 'map', select: { kind: 'alarm', id: entry.id }, filters: {} })}
          >
            <span className="severity-word" data-severity={entry.body.severity}>
              <SeverityMark severity={entry.body.severity} pulse={!entry.body.acknowledged} />
              <span className="sr">{word('severity', entry.body.severity)}</span>
            </span>
            <span>
              {what(entry.body)}
              <small>
                {where(entry.body.site)} · <Age at={Date.parse(entry.body.raisedAt)} ago />
              </small>
            </span>
          </button>
        </li>
      ))}
      {alarms.length > SHOWN && (
        <li>
          <button type="button" className="link" onClick={() => goTo({ room: 'alarms', filters: {} })}>
            {t('map.moreAlarms', { n: alarms.length })}
          </button>
        </li>
      )}
    </ul>
  )
}

function PlaceRow({ summary }: { summary: IntersectionSummary }) {
  const { name, word } = useWords()
  const select = useSelect()
  const entry = useTopic<'intersection'>(`intersection/${summary.id}`)
  const live = entry?.gone === undefined ? entry?.body : undefined
  const tone = modeTone(live, summary.control)
  return (
    <li data-tone={tone}>
      <button type="button" onClick={() => select({ kind: 'intersection', id: summary.id })}>
        <span className="place-name">{name(summary.name)}</span>
        <span className="los small" data-los={live?.flow?.levelOfService ?? 'none'}>
          {live?.flow?.levelOfService ?? '–'}
        </span>
        {tone !== 'normal' && <span className="place-mode">{modeText(live, summary.control, word)}</span>}
      </button>
    </li>
  )
}
