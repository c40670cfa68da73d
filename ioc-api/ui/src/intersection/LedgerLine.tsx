import { useWords } from '../i18n'
import { useNow } from '../live/hooks'
import type { LiveDecision } from '../live/types'
import type { Intersection } from '../session/api'
import { Candidates } from './Candidates'
import { Detection } from './Detection'
import { Rung } from './Rung'
import { useSentences } from './useSentences'

type Props = {
  line: LiveDecision
  intersection: Intersection
  /** Whether control has come to another rung with it. */
  rungIsNew: boolean
  open: boolean
  toggle: (open: boolean) => void
}

/** One decision as a sentence. Where something was weighed it opens to show what. */
export function LedgerLine({ line, intersection, rungIsNew, open, toggle }: Props) {
  const { format } = useWords()
  const sentences = useSentences(intersection)
  const now = useNow(1000)
  const { sentence, guard, refused, values } = sentences.decision(line)
  const weighed = (line.candidates ?? []).length > 0
  const under = [guard, weighed ? '' : values].filter(Boolean).join(' · ')
  const head = (
    <>
      <time className="mono" dateTime={line.at}>
        {format.moment(Date.parse(line.at), now)}
      </time>
      <span>
        {sentence}
        {under && <small>{under}</small>}
        {rungIsNew && <Rung values={line.values} />}
      </span>
    </>
  )
  return (
    <li data-refused={refused}>
      {weighed ? (
        <details open={open} onToggle={(event) => toggle(event.currentTarget.open)}>
          <summary className="ledger-head">
            {head}
            <Chevron />
          </summary>
          {open && <Inside line={line} intersection={intersection} values={values} />}
        </details>
      ) : (
        <div className="ledger-head">{head}</div>
      )}
    </li>
  )
}

function Inside({ line, intersection, values }: Pick<Props, 'line' | 'intersection'> & { values: string }) {
  const { t, word } = useWords()
  const lanes = (line.candidates ?? []).flatMap((each) =>
    each.values.lanes ? [`${each.stage} ${each.values.lanes}`] : [],
  )
  return (
    <div className="ledger-inside">
      <Candidates line={line} intersection={intersection} />
      <p className="form-note ledger-basis">
        {[word('strategy', line.strategy), values].filter(Boolean).join(' · ')}
        <Detection values={line.values} />
        <Rung values={line.values} />
        {lanes.length > 0 && <span>{t('candidates.lanes', { lanes: lanes.join(' · ') })}</span>}
      </p>
    </div>
  )
}

function Chevron() {
  return (
    <svg className="chevron" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M5 6.500l3 3 3-3" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}
