import { useWords } from '../i18n'
import { ageParts } from '../i18n/format'
import { useNow } from '../live/hooks'

/** How old something is, kept current. */
export function Age({ at, ago = false }: { at: number; ago?: boolean }) {
  const { t } = useWords()
  const now = useNow(1000)
  const { unit, n } = ageParts(now - at)
  const age = t(`age.${unit}`, { n })
  return <span className="age">{ago ? t('common.ago', { age }) : age}</span>
}
