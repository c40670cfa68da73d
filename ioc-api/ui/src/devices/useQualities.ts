import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useLiveStore } from '../live/hooks'
import type { Quality } from '../live/types'

/** Quality of every device; a new map only when one of them changes, not at every reading. */
export function useQualities(): ReadonlyMap<string, Quality> {
  const store = useLiveStore()
  const last = useRef<ReadonlyMap<string, Quality>>(new Map())
  const subscribe = useCallback((listener: () => void) => store.onKind('device', listener), [store])
  return useSyncExternalStore(subscribe, () => {
    const entries = store.list('device').filter((entry) => entry.gone === undefined)
    const same =
      entries.length === last.current.size &&
      entries.every((entry) => last.current.get(entry.id) === entry.body.quality)
    if (!same) last.current = new Map(entries.map((entry) => [entry.id, entry.body.quality]))
    return last.current
  })
}
