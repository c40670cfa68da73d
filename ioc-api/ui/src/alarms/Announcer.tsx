import { useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n'
import { useCollection } from '../live/hooks'
import { byUrgency } from './order'
import { useAlarmText } from './useAlarmText'

/** Says new alarms to those who listen to the screen. What was there at the start is not news. */
export function Announcer() {
  const { t, word } = useWords()
  const { what, where } = useAlarmText()
  const alarms = useCollection('alarm')
  const known = useRef<Set<string> | undefined>(undefined)
  const [text, setText] = useState('')
  useEffect(() => {
    const open = alarms.filter((entry) => entry.gone === undefined && !entry.body.acknowledged)
    const before = known.current
    known.current = new Set(alarms.map((entry) => entry.id))
    if (!before) return
    const first = open.filter((entry) => !before.has(entry.id)).sort(byUrgency)[0]
    if (first)
      setText(
        t('alarms.announce', {
          severity: word('severity', first.body.severity),
          what: what(first.body),
          where: where(first.body.site),
        }),
      )
  }, [alarms, t, word, what, where])
  return (
    <p className="sr" aria-live="assertive">
      {text}
    </p>
  )
}
