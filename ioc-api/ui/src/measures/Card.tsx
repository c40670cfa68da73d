import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n'
import { useProblemText } from '../session/useProblemText'
import { Legend } from './Legend'
import type { Item } from './marks'

type Props = {
  title: string
  about: string
  /** What it needs to be taken, and how much of that is here. */
  needs: string
  legend: readonly Item[]
  figure?: ReactNode
  /** Why it cannot be drawn, in words. */
  obstacle?: string
  pending: boolean
  error: unknown
  retry: () => void
  height: number
  wide?: boolean
  note?: string
  save?: { csv: () => void; png: () => void }
  place?: RefObject<HTMLElement | null>
  children: ReactNode
}

/** Frame of a chart: what it is, what it needs, its states, its exports. Its height does not change with what comes. */
export function Card(props: Props) {
  const { t } = useWords()
  const problemText = useProblemText()
  const { title, about, needs, legend, figure, obstacle, pending, error, height, save } = props
  return (
    <section className="card" ref={props.place} data-wide={props.wide} aria-label={title}>
      <header className="card-head">
        <div>
          <h2>{title}</h2>
          <p>
            {about}. <span className="card-needs">{needs}.</span>
          </p>
        </div>
        {save && !obstacle && !pending && !error && (
          <div className="card-save">
            <button type="button" aria-label={t('measures.exportCsv', { what: title })} onClick={save.csv}>
              CSV
            </button>
            <button type="button" aria-label={t('measures.exportPng', { what: title })} onClick={save.png}>
              PNG
            </button>
          </div>
        )}
      </header>
      {!obstacle && (
        <div className="card-reading">
          {figure}
          {!pending && !error && <Legend items={legend} />}
        </div>
      )}
      {obstacle || pending || error ? (
        <div className="card-empty" style={{ height: obstacle ? 76 : height }}>
          {error ? (
            <>
              <p>{problemText(error)}</p>
              <button type="button" onClick={props.retry}>
                {t('common.retry')}
              </button>
            </>
          ) : obstacle ? (
            <>
              <h3>{t('measures.cannot')}</h3>
              <p>{obstacle}</p>
            </>
          ) : (
            <p>{t('measures.working')}</p>
          )}
        </div>
      ) : (
        props.children
      )}
      {props.note && !obstacle && <p className="form-note">{props.note}</p>}
    </section>
  )
}

/** Whether an element has come near the part that is seen; stays so. */
export function useNear(place: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  const seen = useRef(false)
  useEffect(() => {
    const element = place.current
    if (!element || seen.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        seen.current = true
        setNear(true)
        observer.disconnect()
      },
      { rootMargin: '240px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return near
}
