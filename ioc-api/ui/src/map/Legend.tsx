import { useWords } from '../i18n'
import type { LevelOfService } from '../live/types'

const LEVELS: readonly LevelOfService[] = ['A', 'B', 'C', 'D', 'E', 'F']

export function Legend() {
  const { t, word } = useWords()
  return (
    <div className="legend">
      <h3>{t('map.legendFlow')}</h3>
      <ul>
        {LEVELS.map((level) => (
          <li key={level}>
            <i className="legend-road" data-los={level} aria-hidden="true" />
            {t(`los.${level}`)}
          </li>
        ))}
        <li>
          <i className="legend-road" data-los="none" aria-hidden="true" />
          {t('map.noFlow')}
        </li>
      </ul>
      <h3>{t('map.legendMarks')}</h3>
      <ul>
        <li>
          <i className="legend-mark" data-tone="normal" aria-hidden="true" />
          {t('map.mark.normal')}
        </li>
        <li>
          <i className="legend-mark" data-tone="attention" aria-hidden="true" />
          {word('mode', 'LOCAL_PLAN')}
        </li>
        <li>
          <i className="legend-mark" data-tone="bad" aria-hidden="true" />
          {word('mode', 'FLASH')}, {t('map.mark.silent').toLowerCase()}
        </li>
      </ul>
      <h3>{t('map.legendDevices')}</h3>
      <ul>
        <li>
          <i className="legend-device" data-quality="GOOD" aria-hidden="true" />
          {t('map.device.good')}
        </li>
        <li>
          <i className="legend-device" data-quality="STALE" aria-hidden="true" />
          {t('map.device.stale')}
        </li>
        <li>
          <i className="legend-device" data-quality="OFFLINE" aria-hidden="true" />
          {t('map.device.bad')}
        </li>
      </ul>
    </div>
  )
}
