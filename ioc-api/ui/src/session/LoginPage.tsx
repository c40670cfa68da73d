import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { switchLanguage, useWords } from '../i18n'
import { type LoginMethods, useSession } from './api'
import { useProblemText } from './useProblemText'

function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t, language } = useWords()
  return (
    <main className="door">
      <section>
        <p className="door-product">
          <strong>IOC Vị Thanh</strong>
          {t('product')}
        </p>
        <h1>{title}</h1>
        {children}
        <button
          type="button"
          className="plain"
          lang={language === 'vi' ? 'en' : 'vi'}
          aria-label={t('status.languageLabel')}
          onClick={() => switchLanguage(language === 'vi' ? 'en' : 'vi')}
        >
          {t('status.language')}
        </button>
      </section>
    </main>
  )
}

export function Resuming() {
  const { t } = useWords()
  return (
    <main className="door">
      <p>{t('session.resuming')}</p>
    </main>
  )
}

export function LoginPage({ ended }: { ended: boolean }) {
  const { t } = useWords()
  const session = useSession()
  const problemText = useProblemText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const ids = useId()
  const methods = useQuery({
    queryKey: ['login-methods'],
    queryFn: () => session.publicGet<LoginMethods>('/auth/methods'),
  })

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(undefined)
    try {
      await session.logIn(String(form.get('name')).trim(), String(form.get('password')))
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }

  return (
    <Door title={t('session.title')}>
      {ended && !problem && <p className="form-note">{t('session.ended')}</p>}
      <form onSubmit={submit}>
        <label htmlFor={`${ids}n`}>{t('session.name')}</label>
        <input
          id={`${ids}n`}
          name="name"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={64}
        />
        <label htmlFor={`${ids}p`}>{t('session.password')}</label>
        <input
          id={`${ids}p`}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
        <p className="form-problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="primary" disabled={busy}>
          {busy ? t('session.loggingIn') : t('session.logIn')}
        </button>
      </form>
      {methods.data?.oidc && (
        <button type="button" onClick={() => session.logInElsewhere()}>
          {t('session.oidc')}
        </button>
      )}
      <p className="form-note">{t('session.firstRun')}</p>
    </Door>
  )
}

export function ChangePassword() {
  const { t } = useWords()
  const session = useSession()
  const problemText = useProblemText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const ids = useId()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (form.get('next') !== form.get('again')) {
      setProblem(t('session.mismatch'))
      return
    }
    setBusy(true)
    setProblem(undefined)
    try {
      await session.changePassword(String(form.get('current')), String(form.get('next')))
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }

  return (
    <Door title={t('session.change')}>
      <p className="form-note">{t('session.mustChange')}</p>
      <form onSubmit={submit}>
        <label htmlFor={`${ids}c`}>{t('session.currentPassword')}</label>
        <input
          id={`${ids}c`}
          name="current"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
        <label htmlFor={`${ids}n`}>{t('session.newPassword')}</label>
        <input
          id={`${ids}n`}
          name="next"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
          aria-describedby={`${ids}r`}
        />
        <small id={`${ids}r`}>{t('session.newPasswordRule')}</small>
        <label htmlFor={`${ids}a`}>{t('session.newPasswordAgain')}</label>
        <input
          id={`${ids}a`}
          name="again"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={200}
        />
        <p className="form-problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="primary" disabled={busy}>
          {busy ? t('session.loggingIn') : t('session.change')}
        </button>
      </form>
      <button type="button" onClick={() => void session.logOut()}>
        {t('session.logOut')}
      </button>
    </Door>
  )
}
