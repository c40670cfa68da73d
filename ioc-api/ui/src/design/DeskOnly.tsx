import type { ReactNode } from 'react'
import { useWords } from '../i18n'

/** A room that a phone cannot show says so. */
export function DeskOnly({ children }: { children: ReactNode }) {
  const { t } = useWords()
  return (
    <>
      <p className="notice desk-only-note">{t('rooms.openOnDesk')}</p>
      <div className="desk-only">{children}</div>
    </>
  )
}
