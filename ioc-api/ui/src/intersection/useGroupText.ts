import { useCallback } from 'react'
import { useWords } from '../i18n'
import type { Intersection, SignalGroup } from '../session/api'

/** A signal group in words: whom it releases. */
export function useGroupText(intersection: Intersection): (group: SignalGroup) => string {
  const { t, name } = useWords()
  return useCallback(
    (group) => {
      const approach = (id: string | undefined) => {
        const found = intersection.approaches.find((each) => each.id === id)
        return found ? name(found.name) : (id ?? '')
      }
      if (group.kind === 'PEDESTRIAN')
        return `${group.id}: ${t('intersection.pedestrian', { approach: approach(group.crosses) })}`
      const byApproach = new Map<string, string[]>()
      for (const movement of group.movements) {
        const turns = byApproach.get(movement.approach) ?? []
        turns.push(t(`turn.${movement.turn}`))
        byApproach.set(movement.approach, turns)
      }
      return `${group.id}: ${[...byApproach].map(([id, turns]) => `${approach(id)} ${turns.join(', ')}`).join('; ')}`
    },
    [intersection, t, name],
  )
}
