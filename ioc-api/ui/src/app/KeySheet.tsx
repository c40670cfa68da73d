import { useEffect, useRef, useState } from 'react'
import { type TextKey, useWords } from '../i18n'

type Line = { keys: readonly string[]; does: TextKey }

const SHEET: readonly { title: TextKey; lines: readonly Line[] }[] = [
  {
    title: 'keys.violations',
    lines: [
      { keys: ['J', 'K', '↓', '↑'], does: 'keys.nextPrevious' },
      { keys: ['A'], does: 'keys.accept' },
      { keys: ['R', '1…0'], does: 'keys.reject' },
      { keys: ['U'], does: 'keys.undo' },
      { keys: ['␣'], does: 'keys.play' },
      { keys: ['←', '→'], does: 'keys.step' },
      { keys: ['C'], does: 'keys.instant' },
      { keys: ['Z'], does: 'keys.enlarge' },
    ],
  },
  {
    title: 'keys.alarms',
    lines: [
      { keys: ['↑', '↓'], does: 'keys.upDown' },
      { keys: ['↵'], does: 'keys.enter' },
    ],
  },
  {
    title: 'keys.everywhere',
    lines: [
      { keys: ['?'], does: 'keys.showKeys' },
      { keys: ['Esc'], does: 'keys.escape' },
    ],
  },
]

/** The sheet of keys, behind `?` and a button of the status line. */
export function KeySheet() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const writes =
        event.target instanceof HTMLElement && event.target.matches('input:not([type=range]), textarea')
      if (event.key === '?' && !writes) {
        event.preventDefault()
        setOpen((before) => !before)
      } else if (event.key === 'Escape' && dialog.current?.open) {
        event.preventDefault()
        setOpen(false)
      }
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <>
      <button type="button" className="status-keys" onClick={() => setOpen(true)} aria-label={t('keys.open')}>
        <kbd>?</kbd> <span className="wide">{t('keys.open')}</span>
      </button>
      <dialog ref={dialog} className="keys" aria-labelledby="keys-title" onClose={() => setOpen(false)}>
        <header>
          <h2 id="keys-title">{t('keys.title')}</h2>
          <button type="button" onClick={() => setOpen(false)}>
            {t('common.close')}
          </button>
        </header>
        {SHEET.map((part) => (
          <section key={part.title}>
            <h3>{t(part.title)}</h3>
            <dl>
              {part.lines.map((line) => (
                <div key={line.does}>
                  <dt>
                    {line.keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{t(line.does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </dialog>
    </>
  )
}
