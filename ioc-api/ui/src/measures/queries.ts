import { useQuery } from '@tanstack/react-query'
import {
  type SignalCycles,
  type SignalMeasureList,
  type SignalMeasureTable,
  useSession,
} from '../session/api'
import type { Range } from './range'

const iso = (at: number) => new Date(at).toISOString()

/** A range that has passed does not change any more; one that reaches to now is asked for again by hand. */
const KEPT = { staleTime: Number.POSITIVE_INFINITY }

export function useMeasureList(intersection: string | undefined) {
  const session = useSession()
  return useQuery({
    queryKey: ['measures', intersection],
    queryFn: ({ signal }) =>
      session.get<SignalMeasureList>(`/intersections/${intersection}/measures`, { signal }),
    enabled: intersection !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useMeasure(
  intersection: string,
  measure: string,
  range: Range,
  incomplete: boolean,
  asked: boolean,
) {
  const session = useSession()
  return useQuery({
    queryKey: ['measure', intersection, measure, range.from, range.to, range.bin, incomplete],
    queryFn: ({ signal }) =>
      session.get<SignalMeasureTable>(`/intersections/${intersection}/measures/${measure}`, {
        query: { from: iso(range.from), to: iso(range.to), bin: range.bin, incomplete },
        signal,
      }),
    enabled: asked,
    ...KEPT,
  })
}

export function useCycles(intersection: string, range: Range, group: number | undefined, asked: boolean) {
  const session = useSession()
  return useQuery({
    queryKey: ['cycles', intersection, range.from, range.to, group],
    queryFn: ({ signal }) =>
      session.get<SignalCycles>(`/intersections/${intersection}/cycles`, {
        query: { from: iso(range.from), to: iso(range.to), group, arrivals: group !== undefined },
        signal,
      }),
    enabled: asked,
    ...KEPT,
  })
}
