import { useCallback } from 'react'
import { useWords } from '../i18n'
import type { LiveAlarm } from '../live/types'
import { useIntersections } from '../session/api'

/** What is wrong and where, in words. */
export function useAlarmText(): { what: (alarm: LiveAlarm) => string; where: (site: string) => string } {
  const { t, word, name } = useWords()
  const intersections = useIntersections().data
  const what = useCallback((alarm: LiveAlarm) => word('alarmKind', alarm.kind), [word])
  const where = useCallback(
    (site: string) => {
      if (site === 'city') return t('alarms.city')
      const found = intersections?.find((each) => each.id === site)
      return found ? name(found.name) : site
    },
    [t, name, intersections],
  )
  return { what, where }
}
