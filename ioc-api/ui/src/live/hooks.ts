import { createContext, useCallback, useContext, useEffect, useSyncExternalStore } from 'react'
import type { Entry } from './entries'
import type { Connection, LiveStore } from './store'
import type { LiveBodies, LiveKind } from './types'

export const LiveContext = createContext<LiveStore | undefined>(undefined)

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext)
  if (!store) throw new Error('a live view stands outside of LiveContext')
  return store
}

/** Wants the pattern while mounted. */
export function useWanted(pattern: string | undefined): void {
  const store = useLiveStore()
  useEffect(() => (pattern ? store.want(pattern) : undefined), [store, pattern])
}

/** The value of one topic; only its own changes render again. */
export function useTopic<K extends LiveKind>(
  topic: `${K}/${string}` | undefined,
): Entry<LiveBodies[K]> | undefined {
  const store = useLiveStore()
  useWanted(topic)
  const subscribe = useCallback(
    (listener: () => void) => (topic ? store.onTopic(topic, listener) : () => {}),
    [store, topic],
  )
  return useSyncExternalStore(subscribe, () => (topic ? store.get(topic) : undefined)) as
    | Entry<LiveBodies[K]>
    | undefined
}

/** All values of a kind. For short lists; a long one takes the ids and lets each row have its own topic. */
export function useCollection<K extends LiveKind>(kind: K): readonly Entry<LiveBodies[K]>[] {
  const store = useLiveStore()
  useWanted(`${kind}/*`)
  const subscribe = useCallback((listener: () => void) => store.onKind(kind, listener), [store, kind])
  return useSyncExternalStore(subscribe, () => store.list(kind))
}

export function useIds(kind: LiveKind): readonly string[] {
  const store = useLiveStore()
  useWanted(`${kind}/*`)
  const subscribe = useCallback((listener: () => void) => store.onMembers(kind, listener), [store, kind])
  return useSyncExternalStore(subscribe, () => store.idsOf(kind))
}

export function useConnection(): Connection {
  const store = useLiveStore()
  return useSyncExternalStore(
    useCallback((listener: () => void) => store.onConnection(listener), [store]),
    () => store.connection(),
  )
}

/** The city's time, a new value every `stepMs` of the browser's time. */
export function useNow(stepMs = 1000): number {
  const store = useLiveStore()
  const subscribe = useCallback(
    (listener: () => void) => {
      const timer = setInterval(listener, stepMs)
      return () => clearInterval(timer)
    },
    [stepMs],
  )
  // Snapshots must stay equal between two ticks: the time is rounded down to the step.
  return useSyncExternalStore(subscribe, () => Math.floor(store.now() / stepMs) * stepMs)
}
