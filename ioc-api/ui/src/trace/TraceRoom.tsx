import { goTo, useRoute } from '../app/route'
import { useWords } from '../i18n'
import { useSession } from '../session/api'
import { HotlistDesk } from './HotlistDesk'
import { SearchDesk } from './SearchDesk'
import './trace.css'

const VIEWS = ['search', 'hotlist'] as const

/** Where a security officer finds where a vehicle was, and has one looked for; never without saying why. */
export default function TraceRoom() {
  const { t } = useWords()
  const { filters } = useRoute()
  const may = useSession().may('SECURITY_OFFICER')
  const view = VIEWS.find((each) => each === filters.view) ?? 'search'
  return (
    <section className="room trace" aria-labelledby="trace-title">
      <header className="room-head">
        <h1 id="trace-title">{t('trace.title')}</h1>
        {may && (
          <fieldset className="segments" aria-label={t('trace.view')}>
            {VIEWS.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === view}
                onClick={() => goTo({ room: 'trace', filters: each === 'search' ? {} : { view: each } })}
              >
                {t(`trace.views.${each}`)}
              </button>
            ))}
          </fieldset>
        )}
      </header>
      {!may && <p className="notice">{t('trace.notAllowed')}</p>}
      {may && (view === 'search' ? <SearchDesk /> : <HotlistDesk />)}
    </section>
  )
}
