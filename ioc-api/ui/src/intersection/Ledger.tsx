import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useWords } from '../i18n'
import { useNow, useTopic } from '../live/hooks'
import type { LiveDecision } from '../live/types'
import { type DecisionPage, type Intersection, useSession } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { mergeLedger } from './ledger'
import { useSentences } from './useSentences'

const NONE: readonly LiveDecision[] = []

/** The ledger as sentences, newest first: what the store has, then what happens. */
export function Ledger({ intersection }: { intersection: Intersection }) {
  const { t, format } = useWords()
  const session = useSession()
  const problemText = useProblemText()
  const sentences = useSentences(intersection)
  const now = useNow(1000)
  const stored = useQuery({
    queryKey: ['decisions', intersection.id],
    queryFn: ({ signal }) =>
      session.get<DecisionPage>(`/intersections/${intersection.id}/decisions`, {
        query: { limit: 30 },
        signal,
      }),
    staleTime: 0,
  })
  const latest = useTopic<'decision'>(`decision/${intersection.id}`)?.body
  const [heard, setHeard] = useState<readonly LiveDecision[]>([])
  useEffect(() => {
    if (latest) setHeard((before) => mergeLedger(before, [latest]))
  }, [latest])
  const items = stored.data?.items as readonly LiveDecision[] | undefined
  const lines = useMemo(() => mergeLedger(items ?? NONE, heard), [items, heard])
  return (
    <>
      {stored.isError && <p className="form-note">{problemText(stored.error)}</p>}
      {lines.length === 0 && !stored.isPending && !stored.isError && (
        <p className="form-note">{t('intersection.ledgerEmpty')}</p>
      )}
      <ol className="ledger">
        {lines.map((line) => {
          const { sentence, outcome, refused } = sentences.decision(line)
          return (
            <li key={`${line.at}/${line.action}/${line.reason}/${line.stage}`} data-refused={refused}>
              <time className="mono">{format.moment(Date.parse(line.at), now)}</time>
              <span>
                {sentence}{' '}
                <small>{[outcome, sentences.values(line.values)].filter(Boolean).join(' · ')}</small>
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}
