import { memo, useMemo } from 'react'
import { useFilter, useRoute, useSelect } from '../app/route'
import { Age } from '../design/Age'
import { DeskOnly } from '../design/DeskOnly'
import { QualityMark } from '../design/QualityMark'
import { useWords } from '../i18n'
import { useTopic, useWanted } from '../live/hooks'
import type { DeviceKind, Quality } from '../live/types'
import { type Device, useDevices, useIntersections } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { useQualities } from './useQualities'
import { valueText } from './values'

const QUALITIES: readonly Quality[] = ['FAULTY', 'OFFLINE', 'STALE', 'UNKNOWN', 'GOOD']

export function DevicesRoom() {
  const { t, word, name } = useWords()
  const devices = useDevices()
  const intersections = useIntersections().data
  const problemText = useProblemText()
  const [quality, setQuality] = useFilter('quality')
  const [kind, setKind] = useFilter('kind')
  const [site, setSite] = useFilter('site')
  useWanted('device/*')
  const qualities = useQualities()

  const all = useMemo(() => (devices.data ?? []).map((each) => each.device), [devices.data])
  const kinds = useMemo(() => [...new Set(all.map((device) => device.kind))], [all])
  const sites = useMemo(() => [...new Set(all.map((device) => device.site))].sort(), [all])
  const rows = useMemo(
    () =>
      all
        .filter((device) => !kind || device.kind === kind)
        .filter((device) => !site || device.site === site)
        .map((device) => ({ device, quality: qualities.get(device.id) ?? 'UNKNOWN' }))
        .filter((row) => !quality || row.quality === quality)
        .sort(
          (a, b) =>
            QUALITIES.indexOf(a.quality) - QUALITIES.indexOf(b.quality) ||
            a.device.id.localeCompare(b.device.id),
        ),
    [all, kind, site, quality, qualities],
  )
  const siteName = (id: string) => {
    const found = intersections?.find((each) => each.id === id)
    return found ? name(found.name) : id
  }

  return (
    <DeskOnly>
      <section className="room" aria-labelledby="devices-title">
        <header className="room-head">
          <h1 id="devices-title">{t('devices.title')}</h1>
          <div className="filters">
            <label>
              {t('devices.quality')}
              <select value={quality ?? ''} onChange={(event) => setQuality(event.target.value || undefined)}>
                <option value="">{t('common.all')}</option>
                {QUALITIES.map((each) => (
                  <option key={each} value={each}>
                    {word('quality', each)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('devices.kind')}
              <select value={kind ?? ''} onChange={(event) => setKind(event.target.value || undefined)}>
                <option value="">{t('common.all')}</option>
                {kinds.map((each) => (
                  <option key={each} value={each}>
                    {word('deviceKind', each)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('devices.site')}
              <select value={site ?? ''} onChange={(event) => setSite(event.target.value || undefined)}>
                <option value="">{t('common.all')}</option>
                {sites.map((each) => (
                  <option key={each} value={each}>
                    {siteName(each)}
                  </option>
                ))}
              </select>
            </label>
            <span className="filters-count">{t('common.count', { n: rows.length })}</span>
          </div>
        </header>
        {devices.isError && <p className="notice">{problemText(devices.error)}</p>}
        {devices.isPending && (
          <p className="notice">{t('common.loading', { what: t('devices.title').toLowerCase() })}</p>
        )}
        {devices.data && rows.length === 0 && <p className="notice">{t('devices.empty')}</p>}
        {rows.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
          <section className="scroll" tabIndex={0} aria-label={t('devices.title')}>
            <table className="table devices">
              <thead>
                <tr>
                  <th scope="col">{t('devices.quality')}</th>
                  <th scope="col">{t('devices.id')}</th>
                  <th scope="col">{t('devices.kind')}</th>
                  <th scope="col">{t('devices.site')}</th>
                  <th scope="col" className="num">
                    {t('devices.lastSeen')}
                  </th>
                  <th scope="col" className="num">
                    {t('devices.clock')}
                  </th>
                  <th scope="col">{t('devices.values')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <DeviceRow key={row.device.id} device={row.device} site={siteName(row.device.site)} />
                ))}
              </tbody>
            </table>
          </section>
        )}
      </section>
    </DeskOnly>
  )
}

/** A row follows its own topic: one device's news renders one row. */
const DeviceRow = memo(function DeviceRow({ device, site }: { device: Device; site: string }) {
  const { t, word, format } = useWords()
  const select = useSelect()
  const route = useRoute()
  const live = useTopic<'device'>(`device/${device.id}`)?.body
  const selected = route.select?.kind === 'device' && route.select.id === device.id
  const open = () => select({ kind: 'device', id: device.id })
  return (
    <tr data-quality={live?.quality ?? 'UNKNOWN'} aria-selected={selected} onClick={open}>
      <td>
        <QualityMark quality={live?.quality ?? 'UNKNOWN'} />
        {live?.fault && <span className="fault">, {word('fault', live.fault).toLowerCase()}</span>}
      </td>
      <td className="mono">
        <button type="button" className="link mono" onClick={open}>
          {device.id}
        </button>
      </td>
      <td>{word('deviceKind', device.kind as DeviceKind)}</td>
      <td>{site}</td>
      <td className="num">
        {live?.lastSeen ? <Age at={Date.parse(live.lastSeen)} ago /> : t('devices.never')}
      </td>
      <td className="num">
        {live?.clockOffsetMs === undefined ? '' : `${format.number(live.clockOffsetMs)} ms`}
      </td>
      <td className="c-values">{live ? valueText(live.values, format, word) : ''}</td>
    </tr>
  )
})
