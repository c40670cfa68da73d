import { Age } from '../design/Age'
import { useWords } from '../i18n'
import type { LiveFlow } from '../live/types'

/** Measured flow with its level of service, age and trust. */
export function FlowBlock({ flow }: { flow: LiveFlow | undefined }) {
  const { t, format } = useWords()
  if (!flow) return <p className="form-note">{t('intersection.noFlow')}</p>
  const partial = flow.detectors < flow.detectorsExpected
  return (
    <div className="flow">
      <span
        className="los"
        data-los={flow.levelOfService ?? 'none'}
        data-partial={partial}
        title={t(`los.${flow.levelOfService ?? 'none'}`)}
      >
        <span className="sr">{t('los.title')} </span>
        {flow.levelOfService ?? '–'}
      </span>
      <dl>
        <div>
          <dt className="sr">{t('figures.flow')}</dt>
          <dd>
            <b>{format.number(flow.flowVehPerHour)}</b> {t('units.vehPerHour')} ·{' '}
            {format.number(flow.flowPcuPerHour)} {t('units.pcuPerHour')}
          </dd>
        </div>
        {flow.delayS !== undefined && (
          <Item name={t('intersection.delay')} value={`${format.number(flow.delayS)} ${t('units.s')}`} />
        )}
        {flow.queueM !== undefined && (
          <Item name={t('intersection.queue')} value={`${format.number(flow.queueM)} ${t('units.m')}`} />
        )}
        {flow.meanSpeedKmh !== undefined && (
          <Item
            name={t('intersection.speed')}
            value={`${format.number(flow.meanSpeedKmh, 1)} ${t('units.kmh')}`}
          />
        )}
        {flow.occupancy !== undefined && (
          <Item name={t('intersection.occupancy')} value={`${format.number(flow.occupancy * 100)} %`} />
        )}
      </dl>
      <p className="form-note">
        {t('intersection.flowOf', { n: format.number(flow.windowS) })}, <Age at={Date.parse(flow.at)} ago /> ·{' '}
        <span className={partial ? 'fault' : undefined}>
          {t('intersection.detectorsOf', { n: flow.detectors, m: flow.detectorsExpected })}
        </span>
      </p>
    </div>
  )
}

function Item({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
