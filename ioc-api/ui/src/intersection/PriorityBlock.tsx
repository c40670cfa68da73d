import { useWords } from '../i18n'
import { useNow } from '../live/hooks'
import type { LivePriority } from '../live/types'
import type { Intersection } from '../session/api'
import { arrivalText, vehicleOf } from './priority'
import { useGroupText } from './useGroupText'

/** Who asks for priority, from where, when they come, and what has been done for them; the first to arrive first. */
export function PriorityBlock({
  intersection,
  priority,
}: {
  intersection: Intersection
  priority: readonly LivePriority[]
}) {
  const words = useWords()
  const { t, word } = words
  const now = useNow(1000)
  const groupText = useGroupText(intersection)
  if (priority.length === 0) return <p className="form-note priority-none">{t('priority.none')}</p>
  return (
    <ul className="priority">
      {priority.map((asked) => {
        const group = intersection.groups.find((each) => each.id === asked.group)
        const vehicle = vehicleOf(asked)
        return (
          <li key={asked.id} data-kind={asked.kind}>
            <span className="priority-who">
              <b>{word('priorityKind', asked.kind)}</b>
              {vehicle && <span className="mono">{vehicle}</span>}
            </span>
            <span className="num">{arrivalText(asked, now, words)}</span>
            <small>
              {group ? groupText(group) : asked.group}
              {' · '}
              {asked.by === intersection.controller
                ? t('priority.byReceiver')
                : t('priority.byUser', { user: asked.by })}
            </small>
            <small className="priority-state" data-served={asked.state !== 'ASKED'}>
              {word('priorityState', asked.state)}
            </small>
          </li>
        )
      })}
    </ul>
  )
}
