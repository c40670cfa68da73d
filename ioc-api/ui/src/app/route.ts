import { useCallback, useSyncExternalStore } from 'react'

export const ROOMS = ['map', 'alarms', 'violations', 'trace', 'measures', 'devices', 'intake'] as const
export type Room = (typeof ROOMS)[number]
export type SelectionKind = 'intersection' | 'alarm' | 'device' | 'link' | 'violation'
export type Selection = { kind: SelectionKind; id: string }

/** Where the user is: a room, at most one selected thing, and the room's filters. All of it is the URL. */
export type Route = { room: Room; select?: Selection; filters: Readonly<Record<string, string>> }

const KINDS: readonly string[] = ['intersection', 'alarm', 'device', 'link', 'violation']

export function parseRoute(path: string, search: string): Route {
  const word = path.split('/').filter(Boolean)[0]
  const room = ROOMS.find((each) => each === word) ?? 'map'
  const filters: Record<string, string> = {}
  let select: Selection | undefined
  for (const [name, value] of new URLSearchParams(search)) {
    if (name !== 'select') {
      filters[name] = value
      continue
    }
    const slash = value.indexOf('/')
    const kind = value.slice(0, slash)
    const id = value.slice(slash + 1)
    if (KINDS.includes(kind) && id) select = { kind: kind as SelectionKind, id }
  }
  return { room, select, filters }
}

export function routeUrl(route: Route): string {
  const parameters = new URLSearchParams(route.filters)
  if (route.select) parameters.set('select', `${route.select.kind}/${route.select.id}`)
  const query = parameters.toString().replaceAll('%2F', '/')
  return `/${route.room}${query ? `?${query}` : ''}`
}

const MOVED = 'ioc:moved'
let cached: { url: string; route: Route } | undefined

function current(): Route {
  const url = window.location.pathname + window.location.search
  if (cached?.url !== url)
    cached = { url, route: parseRoute(window.location.pathname, window.location.search) }
  return cached.route
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(MOVED, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(MOVED, listener)
  }
}

export function goTo(route: Route, replace = false): void {
  const url = routeUrl(route)
  if (url === window.location.pathname + window.location.search) return
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  window.dispatchEvent(new Event(MOVED))
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, current)
}

/** Selects one thing in the room where the user is, or nothing. */
export function useSelect(): (select: Selection | undefined) => void {
  return useCallback((select) => goTo({ ...current(), select }), [])
}

export function useFilter(name: string): [string | undefined, (value: string | undefined) => void] {
  const route = useRoute()
  const set = useCallback(
    (value: string | undefined) => {
      const now = current()
      const filters = { ...now.filters }
      if (value === undefined || value === '') delete filters[name]
      else filters[name] = value
      goTo({ ...now, filters }, true)
    },
    [name],
  )
  return [route.filters[name], set]
}
