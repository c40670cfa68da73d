import type { ReactNode } from 'react'
import { useWords } from '../i18n'

export function PanelHead({
  title,
  under,
  close,
}: {
  title: ReactNode
  under?: ReactNode
  close?: () => void
}) {
  const { t } = useWords()
  return (
    <header className="panel-head">
      <div>
        <h2>{title}</h2>
        {under && <p>{under}</p>}
      </div>
      {close && (
        <button type="button" className="icon" aria-label={t('common.close')} onClick={close}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
          </svg>
        </button>
      )}
    </header>
  )
}
