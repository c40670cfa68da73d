import { type KeyboardEvent, type RefObject, useId } from 'react'
import { useWords } from '../i18n'
import type { ViolationCase } from '../session/api'
import { REJECT_REASONS } from './useCaseText'
import type { Review } from './useReview'

type Props = {
  one: ViolationCase | undefined
  position: { index: number; of: number }
  review: Review
  step: (by: 1 | -1) => void
  rejectFor: (index: number) => void
  note: RefObject<HTMLTextAreaElement | null>
}

/** Where it is decided. Always at the same place, whatever case is above it. */
export function ReviewBar({ one, position, review, step, rejectFor, note }: Props) {
  const { t, format } = useWords()
  const open = one?.state === 'WAITING' && !review.busy
  const undoable = review.undoable
  return (
    <fieldset className="review" aria-label={t('violations.review.label')}>
      {review.rejecting && <Reasons review={review} rejectFor={rejectFor} note={note} />}
      <p className="review-say" role="status" data-problem={review.say?.problem}>
        {review.busy
          ? t('violations.review.working')
          : (review.say?.text ?? (one?.state === 'VOID' ? t('violations.review.voidCase') : ''))}
      </p>
      <div className="review-buttons">
        <button type="button" className="primary" disabled={!open} onClick={review.accept}>
          {t('violations.review.accept')} <kbd>A</kbd>
        </button>
        <button
          type="button"
          disabled={!open}
          aria-expanded={review.rejecting}
          onClick={() => review.setRejecting(!review.rejecting)}
        >
          {t('violations.review.reject')} <kbd>R</kbd>
        </button>
        <button type="button" disabled={!undoable || review.busy} onClick={review.undo}>
          {t(undoable && undoable.id !== one?.id ? 'violations.review.undoLast' : 'violations.review.undo')}{' '}
          <kbd>U</kbd>
        </button>
        <span className="review-gap" />
        {position.index >= 0 && (
          <span className="review-position">
            {t('violations.review.position', {
              n: format.number(position.index + 1),
              m: format.number(position.of),
            })}
          </span>
        )}
        <button type="button" onClick={() => step(-1)}>
          <span className="sr">{t('violations.review.previous')}</span>
          <span className="wide" aria-hidden="true">
            {t('violations.review.previous')}
          </span>
          <span className="narrow" aria-hidden="true">
            ‹
          </span>{' '}
          <kbd>K</kbd>
        </button>
        <button type="button" onClick={() => step(1)}>
          <span className="sr">{t('violations.review.next')}</span>
          <span className="wide" aria-hidden="true">
            {t('violations.review.next')}
          </span>
          <span className="narrow" aria-hidden="true">
            ›
          </span>{' '}
          <kbd>J</kbd>
        </button>
      </div>
    </fieldset>
  )
}

const OTHER = REJECT_REASONS.length - 1

function Reasons({ review, rejectFor, note }: Pick<Props, 'review' | 'rejectFor' | 'note'>) {
  const { t } = useWords()
  const noteId = useId()
  const problemId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    rejectFor(OTHER)
  }
  return (
    <div className="reasons">
      <h3>{t('violations.review.whyReject')}</h3>
      <ol>
        {REJECT_REASONS.map((reason, index) => (
          <li key={reason}>
            <button type="button" disabled={review.busy} onClick={() => rejectFor(index)}>
              <kbd>{(index + 1) % 10}</kbd> {t(`violations.rejectReasons.${reason}`)}
            </button>
          </li>
        ))}
      </ol>
      <label htmlFor={noteId}>{t('violations.review.note')}</label>
      <div className="reasons-note">
        <textarea
          id={noteId}
          ref={note}
          rows={1}
          maxLength={500}
          value={review.note}
          aria-invalid={review.noteNeeded && !review.note.trim()}
          aria-describedby={problemId}
          onKeyDown={onKeyDown}
          onChange={(event) => review.setNote(event.target.value)}
        />
        <button type="button" disabled={review.busy || !review.note.trim()} onClick={() => rejectFor(OTHER)}>
          {t('violations.review.sendOther')} <kbd>↵</kbd>
        </button>
      </div>
      <p className="form-problem" id={problemId} role="alert">
        {review.noteNeeded && !review.note.trim() && t('violations.review.noteNeeded')}
      </p>
    </div>
  )
}
