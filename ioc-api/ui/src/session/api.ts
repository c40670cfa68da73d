import { type QueryClient, useQuery } from '@tanstack/react-query'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { components } from './schema'
import type { Session, SessionState } from './session'

type Schemas = components['schemas']
export type City = Schemas['City']
export type Network = Schemas['Network']
export type Link = Schemas['Link']
export type Node = Schemas['Node']
export type IntersectionSummary = Schemas['IntersectionSummary']
export type Site = Schemas['Site']
export type Intersection = Schemas['Intersection']
export type SignalGroup = Schemas['SignalGroup']
export type Stage = Schemas['Stage']
export type SignalPlan = Schemas['SignalPlan']
export type Approach = Schemas['Approach']
export type Device = Schemas['Device']
export type DeviceState = Schemas['DeviceState']
export type AlarmWithHistory = Schemas['AlarmWithHistory']
export type OverrideOrder = Schemas['OverrideOrder']
export type LoginMethods = Schemas['LoginMethods']
export type FlowSeries = Schemas['FlowSeries']
export type DecisionPage = Schemas['DecisionPage']
export type SignalMeasure = Schemas['SignalMeasure']
export type SignalMeasureList = Schemas['SignalMeasureList']
export type SignalMeasureTable = Schemas['SignalMeasureTable']
export type SignalCycles = Schemas['SignalCycles']
export type SignalCycle = Schemas['SignalCycle']
export type GroupCycles = Schemas['GroupCycles']
export type Violation = Schemas['Violation']
export type ViolationRule = Schemas['ViolationRule']
export type ViolationCase = Schemas['ViolationCase']
export type ViolationPage = Schemas['ViolationPage']
export type ViolationChange = Schemas['ViolationChange']
export type ViolationReview = Schemas['ViolationReview']
export type ViolationSummary = Schemas['ViolationSummary']
export type EvidenceItem = Schemas['EvidenceItem']
export type RejectReason = Schemas['RejectReason']
export type VoidReason = Schemas['VoidReason']
export type FoundPlate = Schemas['FoundPlate']
export type FoundPlates = Schemas['FoundPlates']
export type VehicleSighting = Schemas['VehicleSighting']
export type VehicleSightings = Schemas['VehicleSightings']
export type Hotlist = Schemas['Hotlist']
export type HotlistEntry = Schemas['HotlistEntry']
type Page<T> = { items: T[]; next?: string }

export const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a view stands outside of SessionContext')
  return session
}

export function useSessionState(): SessionState {
  const session = useSession()
  return useSyncExternalStore(session.subscribe, session.state)
}

/** All pages of a list. The street's own documents are short; a bound keeps a surprise from running on for ever. */
export async function allPages<T>(
  session: Session,
  path: string,
  query: Record<string, string | number> = {},
  signal?: AbortSignal,
): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  for (let page = 0; page < 40; page++) {
    const got: Page<T> = await session.get<Page<T>>(path, { query: { limit: 500, ...query, cursor }, signal })
    items.push(...got.items)
    cursor = got.next
    if (!cursor) break
  }
  return items
}

const STATIC = { staleTime: 10 * 60_000 }

export function useCity() {
  const session = useSession()
  return useQuery({
    queryKey: ['city'],
    queryFn: ({ signal }) => session.get<City>('/city', { signal }),
    ...STATIC,
  })
}

export function useNetwork() {
  const session = useSession()
  return useQuery({
    queryKey: ['network'],
    queryFn: ({ signal }) => session.get<Network>('/network', { signal }),
    ...STATIC,
  })
}

export function useIntersections() {
  const session = useSession()
  return useQuery({
    queryKey: ['intersections'],
    queryFn: ({ signal }) => allPages<IntersectionSummary>(session, '/intersections', {}, signal),
    ...STATIC,
  })
}

export function siteQuery(session: Session, id: string) {
  return {
    queryKey: ['site', id],
    queryFn: ({ signal }: { signal: AbortSignal }) => session.get<Site>(`/intersections/${id}`, { signal }),
    ...STATIC,
  }
}

export function useSite(id: string) {
  const session = useSession()
  return useQuery(siteQuery(session, id))
}

export function useDevices() {
  const session = useSession()
  return useQuery({
    queryKey: ['devices'],
    queryFn: ({ signal }) => allPages<DeviceState>(session, '/devices', {}, signal),
    ...STATIC,
  })
}

/** After a site was added or changed its documents are read anew. */
export function forgetStreet(client: QueryClient): void {
  for (const key of ['city', 'network', 'intersections', 'site', 'devices'])
    void client.invalidateQueries({ queryKey: [key] })
}
