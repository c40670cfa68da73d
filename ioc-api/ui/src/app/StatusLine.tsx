import { applyTheme, useTheme } from '../design/tokens'
import { switchLanguage, useWords } from '../i18n'
import { useConnection, useLiveStore, useNow } from '../live/hooks'
import { useSession } from '../session/api'
import type { Me } from '../session/session'
import { KeySheet } from './KeySheet'

export function StatusLine({ user }: { user: Me }) {
  const { t, language, word } = useWords()
  const theme = useTheme()
  const session = useSession()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <footer className="status">
      <ConnectionState />
      <Clock />
      <span className="status-gap" />
      <span className="status-user">
        {user.displayName} · {user.roles.map((role) => word('roles', role)).join(', ')}
      </span>
      <KeySheet />
      <button
        type="button"
        lang={language === 'vi' ? 'en' : 'vi'}
        aria-label={t('status.languageLabel')}
        onClick={() => switchLanguage(language === 'vi' ? 'en' : 'vi')}
      >
        <span className="wide">{t('status.language')}</span>
        <span className="narrow">{language === 'vi' ? 'EN' : 'VI'}</span>
      </button>
      <button
        type="button"
        aria-label={t('status.themeTo', {
          theme: t(other === 'dark' ? 'status.themeDark' : 'status.themeLight'),
        })}
        onClick={() => applyTheme(other)}
      >
        <span className="wide">{t(other === 'dark' ? 'status.themeDark' : 'status.themeLight')}</span>
        <span className="narrow" aria-hidden="true">
          {other === 'dark' ? '☾' : '☀'}
        </span>
      </button>
      <button type="button" onClick={() => void session.logOut()}>
        {t('session.logOut')}
      </button>
    </footer>
  )
}

function ConnectionState() {
  const { t, format } = useWords()
  const { phase, cutSince } = useConnection()
  const text =
    phase === 'live'
      ? t('status.live')
      : phase === 'cut' && cutSince !== undefined
        ? t('status.cut', { time: format.time(cutSince) })
        : t('status.connecting')
  return (
    <span className="status-connection" data-phase={phase} data-testid="connection">
      <i aria-hidden="true" />
      {text}
    </span>
  )
}

function Clock() {
  const { t, format } = useWords()
  const now = useNow(1000)
  const rate = Math.round(useLiveStore().rate)
  return (
    <span className="status-clock">
      <time className="mono" title={t('status.clock')} dateTime={new Date(now).toISOString()}>
        <span className="wide">{format.date(now)} </span>
        {format.time(now)}
      </time>
      {rate > 1 && <span className="wide"> · {t('status.faster', { n: rate })}</span>}
    </span>
  )
}
