import { useCallback } from 'react'
import { useWords } from '../i18n'
import type { Device, Intersection, SignalGroup, SignalMeasure } from '../session/api'
import type { Item } from './marks'
import { type Range, rangeText } from './range'
import type { MeasureName } from './views'

const BUTTONS: readonly MeasureName[] = ['ped', 'ped_delay', 'full_ped']

/** Which detection a measure needs, and how much of it is here. */
export function useNeeds(
  devices: readonly Device[],
): (name: MeasureName, described: SignalMeasure | undefined) => string {
  const { t } = useWords()
  const advance = devices.filter((device) => device.kind === 'ADVANCE_DETECTOR').length
  return useCallback(
    (name, described) => {
      if (described?.needs)
        return t('measures.needs', {
          what: t(`measures.function.${described.needs}`),
          n: described.detectors,
        })
      if (name === 'actuations')
        return t('measures.needs', { what: t('measures.function.ADVANCE'), n: advance })
      if (BUTTONS.includes(name)) return t('measures.needsButtons')
      if (name === 'phase_wait') return t('measures.needsCalls')
      if (name === 'splits') return t('measures.needsVendor')
      return t('measures.needsNothing')
    },
    [t, advance],
  )
}

type Obstacle = NonNullable<SignalMeasure['obstacle']>

/** Why a measure cannot be taken, in words that say what is missing. */
export function useObstacle(): (
  name: MeasureName,
  obstacle: Obstacle,
  described: SignalMeasure | undefined,
) => string {
  const { t } = useWords()
  return useCallback(
    (name, obstacle, described) => {
      if (obstacle === 'NO_SUCH_EVENTS' && name === 'phase_wait') return t('measures.obstacle.calls')
      if (obstacle === 'NO_SUCH_EVENTS' && name === 'splits') return t('measures.obstacle.vendor')
      if (obstacle === 'NO_SUCH_EVENTS' && BUTTONS.includes(name)) return t('measures.obstacle.buttons')
      const what = described?.needs ? t(`measures.function.${described.needs}`) : t('measures.none')
      return t(`measures.obstacle.${obstacle}`, { what })
    },
    [t],
  )
}

/** The line below the title of a picture that is passed on: where, which group, when. */
export function useCaption(intersection: Intersection, range: Range): (group?: SignalGroup) => string {
  const { t, name, format } = useWords()
  return useCallback(
    (group) =>
      [
        name(intersection.name),
        ...(group ? [t('measures.groupN', { n: group.number })] : []),
        rangeText(range, format),
      ].join(' · '),
    [intersection, range, t, name, format],
  )
}

/** A legend with its values as one sentence, for who hears it. */
export function readingOf(time: string, items: readonly Item[]): string {
  return [
    time,
    ...items.map((item) => (item.value === undefined ? item.label : `${item.label} ${item.value}`)),
  ].join(', ')
}
