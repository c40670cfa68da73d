import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useWords } from '../i18n'
import { useTopic } from '../live/hooks'
import type { LiveDecision } from '../live/types'
import { type DecisionPage, type Intersection, useSession } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { LedgerLine } from './LedgerLine'
import { isRungNew, lineKey, mergeLedger, newerThan } from './ledger'

/** Lines that are asked for at a time. */
const PAGE = 25

/** The ledger as sentences, newest first: what the store has, then what happens. While a line is open, new ones wait. */
export function Ledger({ intersection }: { intersection: Intersection }) {
  const { t } = useWords()
  const session = useSession()
  const problemText = useProblemText()
  const stored = useInfiniteQuery({
    queryKey: ['decisions', intersection.id],
    queryFn: ({ signal, pageParam }) =>
      session.get<DecisionPage>(`/intersections/${intersection.id}/decisions`, {
        query: { limit: PAGE, cursor: pageParam, shadow: 'WITHOUT' },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  })
  const latest = useTopic<'decision'>(`decision/${intersection.id}`)?.body
  const [heard, setHeard] = useState<readonly LiveDecision[]>([])
  useEffect(() => {
    if (latest) setHeard((before) => mergeLedger(before, [latest], PAGE))
  }, [latest])
  const pages = stored.data?.pages
  const all = useMemo(() => {
    const items = pages?.flatMap((page) => page.items as readonly LiveDecision[]) ?? []
    return mergeLedger(items, heard, Math.max(PAGE, items.length))
  }, [pages, heard])
  /** The line that is read, and the list as it was when it was opened. */
  const [reading, setReading] = useState<{ key: string; lines: readonly LiveDecision[] }>()
  const lines = reading?.lines ?? all
  const waiting = reading ? newerThan(all, lines[0]) : 0
  const toggle = (key: string, open: boolean) =>
    setReading((before) => {
      if (open) return { key, lines: before?.lines ?? all }
      return before?.key === key ? undefined : before
    })
  return (
    <>
      {stored.isError && <p className="form-note">{problemText(stored.error)}</p>}
      {lines.length === 0 && !stored.isPending && !stored.isError && (
        <p className="form-note">{t('intersection.ledgerEmpty')}</p>
      )}
      {waiting > 0 && (
        <button type="button" className="ledger-waiting" onClick={() => setReading(undefined)}>
          {t('intersection.ledgerWaiting', { n: waiting })}
        </button>
      )}
      <ol className="ledger">
        {lines.map((line, i) => {
          const key = lineKey(line)
          return (
            <LedgerLine
              key={key}
              line={line}
              intersection={intersection}
              rungIsNew={isRungNew(line, lines[i + 1])}
              open={reading?.key === key}
              toggle={(open) => toggle(key, open)}
            />
          )
        })}
      </ol>
      {stored.hasNextPage && !reading && (
        <button
          type="button"
          className="link"
          disabled={stored.isFetchingNextPage}
          onClick={() => void stored.fetchNextPage()}
        >
          {stored.isFetchingNextPage
            ? t('common.loading', { what: t('intersection.ledgerEarlier') })
            : t('intersection.ledgerEarlier')}
        </button>
      )}
    </>
  )
}
