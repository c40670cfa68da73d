import { useEffect, useState } from 'react'
import { useWords } from '../i18n'
import { useConnection } from '../live/hooks'

/** Figures come once a second; without them for this long the core counts as silent. */
export const FIGURES_STALE_MS = 6_000
const CUT_SHOWN_AFTER_MS = 1_500

/** While the socket is down the picture is an old one, and says so. */
export function CutBanner() {
  const { t, format } = useWords()
  const { phase, cutSince } = useConnection()
  const shown = useAfter(phase === 'cut', CUT_SHOWN_AFTER_MS)
  if (phase !== 'cut' || !shown || cutSince === undefined) return null
  return (
    <p className="banner" role="status">
      {t('status.cutLong', { time: format.time(cutSince) })}
    </p>
  )
}

/** The socket is up, but the core says nothing. */
export function CoreSilence() {
  const { t, format } = useWords()
  const { phase, coreSilent } = useConnection()
  if (phase !== 'live' || !coreSilent) return null
  return (
    <p className="banner" role="status">
      {coreSilent.since === undefined
        ? t('status.coreNever')
        : t('status.coreSilent', { time: format.time(coreSilent.since) })}
    </p>
  )
}

function useAfter(condition: boolean, ms: number): boolean {
  const [reached, setReached] = useState(false)
  useEffect(() => {
    setReached(false)
    if (!condition) return
    const timer = setTimeout(() => setReached(true), ms)
    return () => clearTimeout(timer)
  }, [condition, ms])
  return reached
}
