import { useEffect, useState } from 'react'
import { goTo, useFilter, useRoute } from '../app/route'
import { useWords } from '../i18n'
import { useTopic } from '../live/hooks'
import { useDevices, useSession } from '../session/api'
import { Pictures } from '../session/pictures'
import { Desk } from './Desk'
import { PicturesContext } from './queries'
import { orderOf, VIEWS, type View } from './queue'
import { Report } from './Report'
import { RULES } from './rules'
import './violations.css'

/** Where an officer decides on what cameras and controllers have found, and an engineer sees how often they erred. */
export default function ViolationsRoom() {
  const { t } = useWords()
  const session = useSession()
  const { filters } = useRoute()
  const reviews = session.may('OPERATOR', 'SECURITY_OFFICER')
  const reads = reviews || session.may('TRAFFIC_ENGINEER')
  const [pictures] = useState(() => new Pictures((path, mediaType) => session.file(path, mediaType)))
  useEffect(() => () => pictures.clear(), [pictures])
  const view = reviews ? (VIEWS.find((each) => each === filters.view) ?? 'waiting') : 'report'
  const rule = RULES.find((each) => each === filters.rule)
  const { camera } = filters
  const order = orderOf(view, filters.order)
  return (
    <section className="room violations" aria-labelledby="violations-title">
      <header className="room-head">
        <h1 id="violations-title">{t('violations.title')}</h1>
        {reviews && <Views view={view} />}
        {reviews && view !== 'report' && <Filters view={view} rule={rule} />}
      </header>
      {!reads && <p className="notice">{t('violations.notAllowed')}</p>}
      {reads && !reviews && <p className="notice small">{t('violations.reportOnly')}</p>}
      {reads && view === 'report' && <Report />}
      {reviews && view !== 'report' && (
        <PicturesContext value={pictures}>
          <Desk key={`${view}/${rule}/${camera}/${order}`} filter={{ view, rule, camera, order }} />
        </PicturesContext>
      )}
    </section>
  )
}

function Views({ view }: { view: View }) {
  const { t, format } = useWords()
  const { filters } = useRoute()
  const waiting = useTopic<'violations'>('violations/city')?.body.waiting
  const show = (next: View) => {
    const { view: _, order: __, ...kept } = filters
    goTo({ room: 'violations', filters: next === 'waiting' ? kept : { ...kept, view: next } })
  }
  return (
    <fieldset className="segments" aria-label={t('violations.view')}>
      {VIEWS.map((each) => (
        <button key={each} type="button" aria-pressed={each === view} onClick={() => show(each)}>
          {t(`violations.views.${each}`)}
          {each === 'waiting' && waiting !== undefined && <b>{format.number(waiting)}</b>}
        </button>
      ))}
    </fieldset>
  )
}

function Filters({ view, rule }: { view: View; rule: string | undefined }) {
  const { t, name } = useWords()
  const [, setRule] = useFilter('rule')
  const [camera, setCamera] = useFilter('camera')
  const [order, setOrder] = useFilter('order')
  const cameras = (useDevices().data ?? [])
    .map((each) => each.device)
    .filter((device) => device.kind === 'CAMERA')
  return (
    <div className="filters">
      <label>
        {t('violations.filterRule')}
        <select value={rule ?? ''} onChange={(event) => setRule(event.target.value || undefined)}>
          <option value="">{t('common.all')}</option>
          {RULES.map((each) => (
            <option key={each} value={each}>
              {t(`violations.rules.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('violations.filterCamera')}
        <select value={camera ?? ''} onChange={(event) => setCamera(event.target.value || undefined)}>
          <option value="">{t('common.all')}</option>
          {cameras.map((device) => (
            <option key={device.id} value={device.id}>
              {device.id} · {name(device.name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('violations.order')}
        <select value={orderOf(view, order)} onChange={(event) => setOrder(event.target.value)}>
          <option value="asc">{t('violations.oldest')}</option>
          <option value="desc">{t('violations.newest')}</option>
        </select>
      </label>
    </div>
  )
}
