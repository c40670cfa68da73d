import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { goTo, useRoute } from '../app/route'
import { useWords } from '../i18n'
import { useProblemText } from '../session/useProblemText'
import { CaseView } from './CaseView'
import type { ClipHandle } from './Clip'
import { type Command, commandOf, placeOf } from './keys'
import { type Enlarged, nextEnlarged } from './pictures'
import { QueueList } from './QueueList'
import { type ListFilter, useAhead, useCase, useCases } from './queries'
import { arrange, changed, neighbour, nextWaiting, type Row } from './queue'
import { ReviewBar } from './ReviewBar'
import { REJECT_REASONS } from './useCaseText'
import { useReview } from './useReview'

const NONE: readonly never[] = []

/** The list of cases and the one that is looked at. */
export function Desk({ filter }: { filter: ListFilter }) {
  const { t } = useWords()
  const problemText = useProblemText()
  const cases = useCases(filter)
  const current = useMemo(() => cases.data?.pages.flatMap((page) => page.items) ?? NONE, [cases.data])
  const [shown, setShown] = useState<readonly Row[]>(NONE)
  const { rows, waiting } = useMemo(() => arrange(shown, current), [shown, current])
  useEffect(() => setShown((before) => arrange(before, current).rows), [current])

  const { select, filters } = useRoute()
  const selected = select?.kind === 'violation' ? select.id : undefined
  const go = useCallback(
    (id: string) =>
      goTo(
        { room: 'violations', select: { kind: 'violation', id }, filters },
        // From case to case is one step back in the browser's history: to the list.
        selected !== undefined,
      ),
    [filters, selected],
  )
  const following = filter.view === 'waiting' ? nextWaiting(rows, selected) : neighbour(rows, selected, 1)
  useAhead(selected === undefined ? undefined : following)

  if (cases.isError && !cases.data)
    return (
      <div className="notice">
        <p>{problemText(cases.error)}</p>
        <button type="button" onClick={() => void cases.refetch()}>
          {t('common.retry')}
        </button>
      </div>
    )
  if (cases.isPending) return <p className="notice">{t('common.loading', { what: t('violations.list') })}</p>
  return (
    <div className="desk" data-open={selected !== undefined}>
      <QueueList
        rows={rows}
        filter={filter}
        selected={selected}
        waiting={waiting.length}
        stale={cases.isError ? problemText(cases.error) : undefined}
        showAll={() => setShown(current.map((each) => ({ case: each, gone: false })))}
        more={cases.hasNextPage ? () => void cases.fetchNextPage() : undefined}
        open={go}
      />
      {selected ? (
        <OpenCase
          id={selected}
          rows={rows}
          following={following}
          change={(now) => setShown((before) => changed(before, now))}
          go={go}
        />
      ) : (
        <NoCase rows={rows} go={go} />
      )}
    </div>
  )
}

function NoCase({ rows, go }: { rows: readonly Row[]; go: (id: string) => void }) {
  const { t } = useWords()
  const first = rows[0]?.case.id
  useCommands({ rejecting: false, enlarged: false }, (command) => {
    if (first === undefined || (command !== 'next' && command !== 'previous')) return false
    go(nextWaiting(rows, undefined) ?? first)
    return true
  })
  if (rows.length === 0) return null
  return (
    <div className="notice no-case">
      <p>{t('violations.choose')}</p>
      <p>{t('violations.recorded')}</p>
    </div>
  )
}

type OpenCaseProps = {
  id: string
  rows: readonly Row[]
  following: string | undefined
  change: Parameters<typeof useReview>[0]['change']
  go: (id: string) => void
}

function OpenCase({ id, rows, following, change, go }: OpenCaseProps) {
  const query = useCase(id)
  const one = query.data
  const review = useReview({ one, change, go, following })
  const clip = useRef<ClipHandle>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const [enlarged, setEnlarged] = useState<Enlarged>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case begins with nothing open
  useEffect(() => setEnlarged(undefined), [id])
  const step = (by: 1 | -1) => {
    const next = neighbour(rows, id, by)
    if (next) go(next)
    else review.sayEnd()
  }
  const rejectFor = (index: number) => {
    const reason = REJECT_REASONS[index]
    if (reason && !review.reject(reason)) note.current?.focus()
  }
  const act = (command: Command): boolean => {
    if (typeof command === 'object') {
      rejectFor(command.reason)
      return true
    }
    switch (command) {
      case 'next':
        step(1)
        return true
      case 'previous':
        step(-1)
        return true
      case 'accept':
        review.accept()
        return true
      case 'reject':
        review.setRejecting(!review.rejecting)
        return true
      case 'undo':
        review.undo()
        return true
      case 'play':
        clip.current?.toggle()
        return true
      case 'back':
      case 'forward':
        if (enlarged) setEnlarged(nextEnlarged(one, enlarged, command === 'back' ? -1 : 1))
        else clip.current?.step(command === 'back' ? -0.2 : 0.2)
        return true
      case 'instant':
        clip.current?.toInstant()
        return true
      case 'enlarge':
        setEnlarged(enlarged ? undefined : 'STILL_AT')
        return true
      case 'close':
        if (enlarged) setEnlarged(undefined)
        else review.setRejecting(false)
        return true
    }
  }
  useCommands({ rejecting: review.rejecting, enlarged: enlarged !== undefined }, act)
  return (
    <section className="case" aria-labelledby="case-title">
      <CaseView id={id} query={query} clip={clip} enlarged={enlarged} enlarge={setEnlarged} />
      <ReviewBar
        one={one}
        position={{ index: rows.findIndex((row) => row.case.id === id), of: rows.length }}
        review={review}
        step={step}
        rejectFor={rejectFor}
        note={note}
      />
    </section>
  )
}

/** Hears keys before anything else on the page does; what is no command goes its usual way. */
function useCommands(
  open: { rejecting: boolean; enlarged: boolean },
  act: (command: Command) => boolean,
): void {
  const latest = useRef({ open, act })
  latest.current = { open, act }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open].keys')) return
      const command = commandOf(event, placeOf(event.target), latest.current.open)
      if (command && latest.current.act(command)) {
        event.preventDefault()
        event.stopPropagation()
      }
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
}
