import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { useTopic } from '../live/hooks'
import {
  type EvidenceItem,
  useSession,
  type Violation,
  type ViolationCase,
  type ViolationPage,
  type ViolationSummary,
} from '../session/api'
import type { Picture, Pictures } from '../session/pictures'
import type { Session } from '../session/session'
import type { View } from './queue'

const STATE: Record<Exclude<View, 'report'>, string> = {
  waiting: 'WAITING',
  decided: 'DECIDED',
  void: 'VOID',
}
const PAGE = 100
/** Every call is written into the audit log: what changes by the second is asked for more seldom. */
const ASKED_AGAIN_MS = 5_000
const AWAITED_AGAIN_MS = 2_000

export type ListFilter = {
  view: Exclude<View, 'report'>
  rule?: string
  camera?: string
  order: 'asc' | 'desc'
}

export function useCases({ view, rule, camera, order }: ListFilter) {
  const session = useSession()
  const client = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: ['violations', view, rule, camera, order],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      session.get<ViolationPage>('/violations', {
        query: { state: STATE[view], rule, camera, order, limit: PAGE, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  })
  useAgainWhenChanged(client)
  return query
}

/** Asks again when the number of those that wait changed, soon but not for each. */
function useAgainWhenChanged(client: QueryClient): void {
  const live = useTopic<'violations'>('violations/city')?.body
  const seen = live && `${live.waiting}/${live.newestRaisedAt ?? ''}`
  const first = useRef(true)
  useEffect(() => {
    if (seen === undefined) return
    if (first.current) {
      first.current = false
      return
    }
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ['violations'] }),
      ASKED_AGAIN_MS,
    )
    return () => clearTimeout(timer)
  }, [seen, client])
}

export const caseKey = (id: string) => ['violation', id]

function caseQuery(session: Session, id: string) {
  return {
    queryKey: caseKey(id),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      session.get<ViolationCase>(`/violations/${id}`, { signal }),
    staleTime: 20_000,
  }
}

export function useCase(id: string) {
  return useQuery({
    ...caseQuery(useSession(), id),
    refetchInterval: (query) => (query.state.data?.evidence.state === 'AWAITED' ? AWAITED_AGAIN_MS : false),
  })
}

/** The answer to a decision is the case as the list shows it: what it has more stays as it was. */
export function keepDecided(client: QueryClient, now: Violation): void {
  client.setQueryData<ViolationCase>(caseKey(now.id), (before) =>
    before
      ? { ...before, ...now, evidence: before.evidence, history: [...before.history, now.lastChange] }
      : undefined,
  )
}

export function useSummary(from: string) {
  const session = useSession()
  return useQuery({
    queryKey: ['violation-summary', from],
    queryFn: ({ signal }) => session.get<ViolationSummary>('/violation-summary', { query: { from }, signal }),
  })
}

export const PicturesContext = createContext<Pictures | undefined>(undefined)

function usePictures(): Pictures {
  const pictures = useContext(PicturesContext)
  if (!pictures) throw new Error('a picture stands outside of PicturesContext')
  return pictures
}

const pathOf = (id: string, item: EvidenceItem) => `/evidence/${id}/files/${item.sha256}`

/** A file of a case, fetched with the login. */
export function usePicture(id: string, item: EvidenceItem | undefined): Picture {
  const pictures = usePictures()
  const path = item && pathOf(id, item)
  const mediaType = item?.mediaType ?? ''
  const subscribe = useCallback(
    (listener: () => void) => (path ? pictures.hold(path, mediaType, listener) : () => {}),
    [pictures, path, mediaType],
  )
  return useSyncExternalStore(subscribe, () => pictures.get(path ?? ''))
}

const AHEAD_AFTER_MS = 400

/** Loads the case that comes next with its pictures, once this one had its turn. */
export function useAhead(id: string | undefined): void {
  const session = useSession()
  const client = useQueryClient()
  const pictures = usePictures()
  useEffect(() => {
    if (id === undefined) return
    const timer = setTimeout(async () => {
      await client.prefetchQuery(caseQuery(session, id))
      const items = client.getQueryData<ViolationCase>(caseKey(id))?.evidence.items ?? []
      for (const item of items)
        if (item.kind !== 'ORIGINAL_AT') pictures.prefetch(pathOf(id, item), item.mediaType)
    }, AHEAD_AFTER_MS)
    return () => clearTimeout(timer)
  }, [id, session, client, pictures])
}
