import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FoundPlates, type Hotlist, useSession, type VehicleSightings } from '../session/api'

/** Why somebody looks. */
export type Why = { purpose: string; reference: string }
export type SearchOrder = Why & { pattern: string; lookAlikes: boolean }
export type EntryOrder = SearchOrder & { expiresAt: string }

/** Each is a row of the audit log: asked when the officer asks, and never again by itself. */
export function useSearch() {
  const session = useSession()
  return useMutation({
    mutationFn: (body: SearchOrder) => session.request<FoundPlates>('POST', '/trace/searches', { body }),
  })
}

export function useSightings() {
  const session = useSession()
  return useMutation({
    mutationFn: (body: Why & { plate: string }) =>
      session.request<VehicleSightings>('POST', '/trace/sightings', { body }),
  })
}

export function useHotlist(all: boolean) {
  const session = useSession()
  return useQuery({
    queryKey: ['hotlist', all],
    queryFn: ({ signal }) =>
      session.get<Hotlist>('/hotlist', { query: { state: all ? 'ALL' : 'ACTIVE' }, signal }),
    staleTime: 60_000,
  })
}

export function useHotlistChange<T>(send: (body: T) => { path: string; body: unknown }) {
  const session = useSession()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (order: T) => {
      const { path, body } = send(order)
      return session.request('POST', path, { body })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['hotlist'] }),
  })
}
