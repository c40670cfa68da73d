import { Fragment, type ReactNode } from 'react'
import { useWords } from '../i18n'
import { useNow } from '../live/hooks'
import type { ViolationCase } from '../session/api'
import { asksLamps, shownAt } from './rules'
import { kindIn, useCaseText } from './useCaseText'

/** What the case was judged by, to the last figure, and who did what with it. */
export function CaseFacts({ one }: { one: ViolationCase }) {
  const { t } = useWords()
  return (
    <div className="case-facts">
      <section aria-labelledby="case-basis">
        <h3 id="case-basis">{t('violations.facts.title')}</h3>
        <Origin one={one} />
        <Files one={one} />
      </section>
      <section aria-labelledby="case-history">
        <h3 id="case-history">{t('violations.history')}</h3>
        <History one={one} />
      </section>
    </div>
  )
}

const mono = (text: string | number) => <span className="mono">{text}</span>

const BREAKS = ['BEGAN_LATE', 'UNSEEN', 'JUMPED', 'SIDEWAYS', 'LOST', 'UNKNOWN_CLASS'] as const
/** Said elsewhere: in the sentence, or in lines of their own. */
const KNOWN_VALUES = ['track', 'stoodM', 'turnedDeg', 'movedM', 'lastedS', 'unseenS', 'alsoVoidFor']

type Fact = [name: string, value: ReactNode]

/** What one wants to know before one believes the strip of lamps. */
export function KeyFacts({ one }: { one: ViolationCase }) {
  const { t, format, word } = useWords()
  const percent = (share: number) => format.number(share * 100)
  const { plate, clocks, why } = one
  const ms = (value: number | undefined) =>
    value === undefined
      ? t('violations.facts.clockUnknown')
      : t('violations.facts.ms', { n: `${value > 0 ? '+' : ''}${format.number(value)}` })
  const metres = (value: string) => t('violations.why.metres', { n: format.number(Number(value), 1) })
  const lamps: Fact[] = [
    [
      t('violations.facts.seen'),
      one.seen.length === 0
        ? t('violations.facts.seenNone')
        : one.seen
            .map((head) =>
              t('violations.facts.seenGroup', {
                group: head.group,
                line: word('lamp', head.atLine),
                entry: word('lamp', head.atEntry),
                percent: percent(head.confidence),
              }),
            )
            .join('; '),
    ],
    [
      t('violations.facts.clocks'),
      t('violations.facts.clocksKnown', {
        controller: ms(clocks.controllerMs),
        camera: ms(clocks.cameraMs),
        bound: format.number(clocks.boundMs),
      }),
    ],
  ]
  const facts: Fact[] = [
    ...(asksLamps(one.rule) ? lamps : []),
    [
      t('violations.facts.plate'),
      plate
        ? `${plate.masked}, ${t(
            plate.autoAccept ? 'violations.facts.plateSure' : 'violations.facts.plateDoubt',
            {
              percent: percent(plate.confidence),
            },
          )}`
        : t('violations.facts.plateNone'),
    ],
  ]
  if (why.stoodM !== undefined) facts.push([t('violations.facts.stood'), metres(why.stoodM)])
  if (why.movedM !== undefined) facts.push([t('violations.facts.moved'), metres(why.movedM)])
  if (why.unseenS !== undefined)
    facts.push([
      t('violations.facts.unseen'),
      t('violations.facts.s', { n: format.number(Number(why.unseenS), 1) }),
    ])
  if (why.turnedDeg !== undefined)
    facts.push([
      t('violations.facts.turned'),
      t('violations.facts.degrees', { n: format.number(Number(why.turnedDeg)) }),
    ])
  if (one.lane !== undefined) facts.push([t('violations.facts.lane'), format.number(one.lane)])
  return <Facts facts={facts} />
}

/** From which devices, drawn lines and track it comes. */
function Origin({ one }: { one: ViolationCase }) {
  const { t, format } = useWords()
  const { seconds, precise } = useCaseText()
  const broken = BREAKS.find((each) => each === one.why.track)
  const facts: Fact[] = [
    [t('violations.facts.camera'), mono(one.camera)],
    [t('violations.facts.controller'), mono(one.controller)],
    [
      t('violations.facts.geometry'),
      t('violations.facts.geometryFrom', { date: format.date(Date.parse(one.geometryFrom)) }),
    ],
    [
      t('violations.facts.track'),
      broken ? `${one.track}, ${t(`violations.facts.trackBroken.${broken}`)}` : mono(one.track),
    ],
    [
      t('violations.facts.raised'),
      t('violations.facts.raisedAfter', {
        time: precise(Date.parse(one.raisedAt)),
        s: seconds((Date.parse(one.raisedAt) - Date.parse(one.at)) / 1000),
      }),
    ],
    [t('violations.facts.case'), mono(one.id)],
  ]
  const others = Object.entries(one.why).filter(([key]) => !KNOWN_VALUES.includes(key))
  if (others.length > 0)
    facts.push([t('violations.facts.other'), others.map(([key, value]) => `${key} ${value}`).join(', ')])
  return <Facts facts={facts} />
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Files({ one }: { one: ViolationCase }) {
  const words = useWords()
  const { t, format } = words
  const { items = [], clockOffsetMs } = one.evidence
  if (items.length === 0) return null
  return (
    <details className="case-files">
      <summary>{t('violations.facts.files')}</summary>
      {clockOffsetMs !== undefined && (
        <p>{t('violations.facts.evidenceClock', { n: format.number(clockOffsetMs) })}</p>
      )}
      <ul>
        {items.map((item) => (
          <li key={item.kind + item.sha256}>
            <span>
              {kindIn(words, item.kind, Date.parse(item.from) - shownAt(one))},{' '}
              {format.number(item.bytes / 1024)} kB
            </span>
            <code>{item.sha256}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}

function History({ one }: { one: ViolationCase }) {
  const { format } = useWords()
  const { change: changeText, actor } = useCaseText()
  const now = useNow(10_000)
  return (
    <ol className="history">
      {[...one.history].reverse().map((change) => (
        <li key={change.version}>
          <time className="mono">{format.moment(Date.parse(change.at), now)}</time>
          <span>
            {changeText(change)} · {actor(change.actor)}
            {change.note && <q>{change.note}</q>}
          </span>
          <span className="mono">{change.version}</span>
        </li>
      ))}
    </ol>
  )
}
