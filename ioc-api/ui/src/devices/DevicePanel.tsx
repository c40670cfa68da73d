import { goTo } from '../app/route'
import { Age } from '../design/Age'
import { PanelHead } from '../design/PanelHead'
import { QualityMark } from '../design/QualityMark'
import { useWords } from '../i18n'
import { useTopic } from '../live/hooks'
import { useDevices, useIntersections } from '../session/api'
import { measured, numberText } from './values'

export function DevicePanel({ id, close }: { id: string; close: () => void }) {
  const { t, word, name, format } = useWords()
  const device = useDevices().data?.find((each) => each.device.id === id)?.device
  const live = useTopic<'device'>(`device/${id}`)?.body
  const site = device?.site ?? live?.site
  const intersection = useIntersections().data?.find((each) => each.id === site)
  const kind = device?.kind ?? live?.kind
  const values = Object.entries(live?.values ?? {})
  return (
    <>
      <PanelHead
        title={device ? name(device.name) : id}
        under={<QualityMark quality={live?.quality ?? 'UNKNOWN'} />}
        close={close}
      />
      <div className="panel-body">
        <dl className="facts">
          <dt>{t('devices.id')}</dt>
          <dd className="mono">{id}</dd>
          {kind && (
            <>
              <dt>{t('devices.kind')}</dt>
              <dd>{word('deviceKind', kind)}</dd>
            </>
          )}
          {site && (
            <>
              <dt>{t('devices.site')}</dt>
              <dd>
                {intersection ? (
                  <button
                    type="button"
                    className="link"
                    onClick={() =>
                      goTo({ room: 'map', select: { kind: 'intersection', id: site }, filters: {} })
                    }
                  >
                    {name(intersection.name)}
                  </button>
                ) : (
                  site
                )}
              </dd>
            </>
          )}
          <dt>{t('devices.lastSeen')}</dt>
          <dd>{live?.lastSeen ? <Age at={Date.parse(live.lastSeen)} ago /> : t('devices.never')}</dd>
          {live?.fault && (
            <>
              <dt>{t('devices.quality')}</dt>
              <dd>{word('fault', live.fault)}</dd>
            </>
          )}
          {live?.clockOffsetMs !== undefined && (
            <>
              <dt>{t('devices.clock')}</dt>
              <dd>{format.number(live.clockOffsetMs)} ms</dd>
            </>
          )}
        </dl>
        {device && (
          <p className="form-note">
            {t('devices.every', { n: device.reportEveryS })}
            {device.speaksThrough && `; ${t('devices.through', { device: device.speaksThrough })}`}
          </p>
        )}
        {kind === 'CAMERA' && <p className="form-note">{t('devices.noCamera')}</p>}
        <h3>{t('devices.readings')}</h3>
        {values.length === 0 && <p className="form-note">{t('devices.noReadings')}</p>}
        <dl className="facts">
          {values.map(([key, value]) => {
            const { name: what, unit, value: shown } = measured(key, value, word)
            return (
              <div key={key} className="fact">
                <dt>{what}</dt>
                <dd>
                  {numberText(shown, format)} {unit}
                </dd>
              </div>
            )
          })}
        </dl>
      </div>
    </>
  )
}
