import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useWords } from '../i18n'
import { useNow } from '../live/hooks'
import {
  type RejectReason,
  useSession,
  type Violation,
  type ViolationCase,
  type ViolationReview,
} from '../session/api'
import { Problem } from '../session/problem'
import { useProblemText } from '../session/useProblemText'
import { caseKey, keepDecided } from './queries'
import { lastByOther, type Taken, toUndo } from './queue'
import { useCaseText } from './useCaseText'

type Say = { text: string; problem: boolean }
type Order = { id: string; at: string; body: ViolationReview }

type Props = {
  one: ViolationCase | undefined
  /** The list learns of a decision. */
  change: (now: Violation) => void
  go: (id: string) => void
  /** The case that comes after a decision. */
  following: string | undefined
}

export type Review = ReturnType<typeof useReview>

/** Decisions of the officer: always on the version that is on the screen, one at a time, the last ones remembered to be taken back. */
export function useReview({ one, change, go, following }: Props) {
  const { t, format } = useWords()
  const { reason: reasonText, change: changeText, actor } = useCaseText()
  const session = useSession()
  const client = useQueryClient()
  const problemText = useProblemText()
  const now = useNow(10_000)
  const [say, setSay] = useState<Say>()
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const [rejecting, setRejecting] = useState(false)
  const [note, setNote] = useState('')
  const [noteNeeded, setNoteNeeded] = useState(false)
  const id = one?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case begins with nothing open
  useEffect(() => {
    setRejecting(false)
    setNote('')
    setNoteNeeded(false)
  }, [id])

  const write = useMutation({
    mutationFn: ({ id, body }: Order) =>
      session.request<Violation>('POST', `/violations/${id}/review`, { body }),
    onSuccess: (decided, order) => {
      keepDecided(client, decided)
      change(decided)
      const time = format.moment(Date.parse(order.at), now)
      if (order.body.action === 'UNDO') {
        setTaken((before) => before.filter((each) => each.id !== decided.id))
        setSay({ text: t('violations.review.undone', { time }), problem: false })
        go(decided.id)
        return
      }
      setTaken((before) => [...before, { id: decided.id, version: decided.version, at: decided.at }])
      const text =
        order.body.action === 'ACCEPT'
          ? t('violations.review.accepted', { time })
          : t('violations.review.rejected', { time, reason: reasonText(order.body.reason).toLowerCase() })
      setSay({ text: following ? text : `${text} ${t('violations.review.done')}`, problem: false })
      setRejecting(false)
      if (following) go(following)
    },
    onError: async (error, order) => {
      if (order.body.action === 'UNDO') setTaken((before) => before.filter((each) => each.id !== order.id))
      if (!(error instanceof Problem && error.status === 409)) {
        setSay({ text: problemText(error), problem: true })
        return
      }
      await client.refetchQueries({ queryKey: caseKey(order.id) })
      const anew = client.getQueryData<ViolationCase>(caseKey(order.id))
      const first = anew && lastByOther(anew.history, order.body.version)
      if (anew) change(anew)
      setRejecting(false)
      setSay({
        text: first
          ? t('violations.review.late', {
              actor: actor(first.actor),
              time: format.moment(Date.parse(first.at), now),
              action: changeText(first),
            })
          : problemText(error),
        problem: true,
      })
    },
  })

  const decide = (body: Omit<ViolationReview, 'version'>): void => {
    if (!one || write.isPending) return
    write.mutate({ id: one.id, at: one.at, body: { ...body, version: one.version } })
  }
  const open = one?.state === 'WAITING' && !write.isPending
  return {
    say,
    busy: write.isPending,
    rejecting,
    note,
    noteNeeded,
    setNote,
    undoable: toUndo(one, taken),
    setRejecting: (next: boolean) => setRejecting(next && one?.state === 'WAITING'),
    accept: () => {
      if (open) decide({ action: 'ACCEPT', note: note.trim() || undefined })
    },
    /** False where it must be said in words why. */
    reject: (reason: RejectReason): boolean => {
      const words = note.trim()
      if (reason === 'OTHER' && !words) {
        setNoteNeeded(true)
        return false
      }
      if (open) decide({ action: 'REJECT', reason, note: words || undefined })
      return true
    },
    undo: () => {
      const last = toUndo(one, taken)
      if (!last) setSay({ text: t('violations.review.nothingToUndo'), problem: false })
      else if (!write.isPending)
        write.mutate({ id: last.id, at: last.at, body: { action: 'UNDO', version: last.version } })
    },
    sayEnd: () => setSay({ text: t('violations.review.last'), problem: false }),
  }
}
