import type { ReactNode } from 'react'
import { FIGURES_STALE_MS } from '../app/trust'
import { useWords } from '../i18n'
import { useLiveStore, useNow, useTopic } from '../live/hooks'

/** The city in figures: grey while normal, coloured where something is not. */
export function FiguresStrip() {
  const { t, format } = useWords()
  const entry = useTopic<'figures'>('figures/city')
  const now = useNow(1000)
  const rate = useLiveStore().rate
  if (!entry)
    return (
      <section className="figures" aria-label={t('figures.label')}>
        <Figure name={t('figures.flow')} value="–" unit={t('figures.noData')} />
      </section>
    )
  const f = entry.body
  const stale = now - entry.at > FIGURES_STALE_MS * Math.max(1, rate)
  const odd = [
    f.intersectionsLocal > 0 && t('figures.local', { n: f.intersectionsLocal }),
    f.intersectionsFlashing > 0 && t('figures.flashing', { n: f.intersectionsFlashing }),
    f.intersectionsSilent > 0 && t('figures.silent', { n: f.intersectionsSilent }),
  ].filter(Boolean)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the strip scrolls and must be reachable by key
    <section className="figures" tabIndex={0} data-stale={stale} aria-label={t('figures.label')}>
      <Figure
        name={t('figures.flow')}
        value={format.number(f.flowVehPerHour)}
        unit={t('units.vehPerHour')}
        under={`${format.number(f.flowPcuPerHour)} ${t('units.pcuPerHour')}`}
      />
      <Figure
        name={t('figures.speed')}
        value={f.meanSpeedKmh === undefined ? '–' : format.number(f.meanSpeedKmh, 1)}
        unit={t('units.kmh')}
        under={
          f.meanDelayS === undefined
            ? undefined
            : `${t('figures.delay').toLowerCase()} ${format.number(f.meanDelayS)} ${t('units.s')}`
        }
      />
      <Figure
        name={t('figures.intersections')}
        value={t('common.of', { n: f.intersectionsCommanded, m: f.intersections })}
        unit=""
        under={odd.length > 0 ? odd.join(', ') : t('figures.commanded', { n: f.intersectionsCommanded })}
        tone={f.intersectionsFlashing + f.intersectionsSilent > 0 ? 'high' : undefined}
      />
      <Figure
        name={t('figures.devices')}
        value={t('common.of', { n: f.devicesGood, m: f.devices })}
        unit=""
        tone={f.devicesGood < f.devices ? 'medium' : undefined}
      />
      <Figure
        name={t('figures.alarms')}
        value={format.number(f.unacknowledgedAlarms)}
        unit={t('common.of', { n: '', m: f.activeAlarms }).trim()}
        tone={f.unacknowledgedAlarms > 0 ? 'high' : undefined}
      />
      <Figure
        name={t('figures.incidents')}
        value={format.number(f.openIncidents)}
        unit=""
        tone={f.openIncidents > 0 ? 'medium' : undefined}
      />
      <Figure
        name={t('figures.intake')}
        value={format.number(f.samplesPerSecond)}
        unit={t('units.perSecond')}
        under={
          stale
            ? t('figures.stale', { time: format.time(entry.at) })
            : `${t('figures.lag').toLowerCase()} ${format.number(f.storeLagS, 1)} ${t('units.s')}`
        }
        tone={f.storeLagS > 10 ? 'high' : undefined}
      />
    </section>
  )
}

function Figure({
  name,
  value,
  unit,
  under,
  tone,
}: {
  name: string
  value: ReactNode
  unit: string
  under?: string
  tone?: 'high' | 'medium'
}) {
  return (
    <div className="figure" data-tone={tone}>
      <span className="figure-name">{name}</span>
      <span className="figure-value">
        <b>{value}</b> {unit}
      </span>
      {under && <span className="figure-under">{under}</span>}
    </div>
  )
}
