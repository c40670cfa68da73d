import { useEffect, useRef } from 'react'
import { useWords } from '../i18n'
import type { ViolationCase } from '../session/api'
import { Still } from './CasePictures'
import { type Enlarged, itemOf, nextEnlarged } from './pictures'
import { shownAt } from './rules'
import { kindIn, useCaseText } from './useCaseText'

type Props = { one: ViolationCase; kind: Enlarged; enlarge: (kind: Enlarged | undefined) => void }

/** One picture as large as the screen; left and right go through the others. */
export function EnlargedPicture({ one, kind, enlarge }: Props) {
  const words = useWords()
  const { t } = words
  const { precise } = useCaseText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    return () => {
      shown?.close()
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  const item = itemOf(one, kind)
  const title = kindIn(words, kind, item ? Date.parse(item.from) - shownAt(one) : undefined)
  return (
    <dialog ref={dialog} className="enlarged" aria-label={title} onClose={() => enlarge(undefined)}>
      <header>
        <h2>
          {title} {item && <time className="mono">{precise(Date.parse(item.from))}</time>}
        </h2>
        <span className="buttons">
          <button
            type="button"
            onClick={() => enlarge(nextEnlarged(one, kind, -1))}
            aria-label={t('violations.pictures.previous')}
          >
            ←
          </button>
          <button
            type="button"
            onClick={() => enlarge(nextEnlarged(one, kind, 1))}
            aria-label={t('violations.pictures.next')}
          >
            →
          </button>
          <button type="button" onClick={() => enlarge(undefined)}>
            {t('common.close')}
          </button>
        </span>
      </header>
      {item ? <Still one={one} item={item} title={title} /> : <p>{t('violations.pictures.missing')}</p>}
    </dialog>
  )
}
