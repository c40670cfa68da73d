import type { Ref } from 'react'
import { useWords } from '../i18n'
import type { EvidenceItem, ViolationCase } from '../session/api'
import { useIntersections } from '../session/api'
import { Problem } from '../session/problem'
import { useProblemText } from '../session/useProblemText'
import { KeyFacts } from './CaseFacts'
import { Clip, type ClipHandle } from './Clip'
import { LampStrip } from './LampStrip'
import { type Enlarged, itemOf, missingFor, STILLS } from './pictures'
import { usePicture } from './queries'
import { asksLamps, shownAt } from './rules'
import { kindIn, useCaseText } from './useCaseText'

type Props = { one: ViolationCase; clip: Ref<ClipHandle>; enlarge: (kind: Enlarged) => void }

/** The moment from all sides: before, at and after the line beside each other; the clip, the vehicle enlarged, the lamps. */
export function CasePictures({ one, clip, enlarge }: Props) {
  const { t } = useWords()
  const { missing } = useCaseText()
  const { state } = one.evidence
  const whole = state === 'READY' || state === 'INCOMPLETE'
  if (!whole)
    return (
      <div className="pictures">
        <div className="picture-none wide" role="status">
          <p>
            {state === 'AWAITED' && t('violations.pictures.awaited')}
            {state === 'NOT_ASKED' && t('violations.pictures.notAsked')}
            {state === 'MISSING' && one.evidence.missing.map(missing).join(' ')}
          </p>
        </div>
        <div className="picture-side">
          {asksLamps(one.rule) && <LampStrip one={one} />}
          <KeyFacts one={one} />
        </div>
      </div>
    )
  const general = one.evidence.missing.filter((text) => !/^[A-Z_]+: /.test(text))
  return (
    <section className="pictures" aria-label={t('violations.pictures.label')}>
      {general.length > 0 && <p className="picture-warning">{general.map(missing).join(' ')}</p>}
      {STILLS.map((kind) => (
        <Slot key={kind} one={one} kind={kind} enlarge={enlarge} />
      ))}
      <ClipSlot one={one} clip={clip} />
      <Slot one={one} kind="CLOSE_UP" enlarge={enlarge} />
      <div className="picture-side">
        {asksLamps(one.rule) && <LampStrip one={one} />}
        <KeyFacts one={one} />
      </div>
    </section>
  )
}

function Slot({
  one,
  kind,
  enlarge,
}: {
  one: ViolationCase
  kind: Enlarged
  enlarge: (kind: Enlarged) => void
}) {
  const words = useWords()
  const { t } = words
  const { precise } = useCaseText()
  const item = itemOf(one, kind)
  const title = kindIn(words, kind, item ? Date.parse(item.from) - shownAt(one) : undefined)
  return (
    <figure className="picture" data-kind={kind}>
      <figcaption>
        <span>{title}</span>
        {item && <time className="mono">{precise(Date.parse(item.from))}</time>}
      </figcaption>
      {item ? (
        <button
          type="button"
          className="picture-open"
          aria-label={t('violations.pictures.enlarge', { what: title })}
          onClick={() => enlarge(kind)}
        >
          <Still one={one} item={item} title={title} />
        </button>
      ) : (
        <Missing one={one} kind={kind} />
      )}
    </figure>
  )
}

export function Still({ one, item, title }: { one: ViolationCase; item: EvidenceItem; title: string }) {
  const { t, name } = useWords()
  const { precise } = useCaseText()
  const site = useIntersections().data?.find((each) => each.id === one.site)
  const { url, error } = usePicture(one.id, item)
  if (error !== undefined) return <NotShown error={error} />
  if (!url) return <span className="picture-none">{t('violations.pictures.coming')}</span>
  return (
    <img
      src={url}
      alt={t('violations.pictures.alt', {
        what: title,
        place: site ? name(site.name) : one.site,
        time: precise(Date.parse(item.from)),
      })}
    />
  )
}

function NotShown({ error }: { error: unknown }) {
  const { t } = useWords()
  const problemText = useProblemText()
  const changed = error instanceof Problem && error.status === 409
  return (
    <span className="picture-none" data-problem="true">
      {changed ? t('violations.pictures.changed') : problemText(error)}
    </span>
  )
}

function Missing({ one, kind }: { one: ViolationCase; kind: EvidenceItem['kind'] }) {
  const { t } = useWords()
  const { missing } = useCaseText()
  const reasons = missingFor(one, kind)
  const silent = kind === 'CLOSE_UP' ? 'violations.pictures.noCloseUp' : 'violations.pictures.missing'
  return (
    <span className="picture-none" data-problem="true">
      {reasons.length > 0 ? reasons.map(missing).join(' ') : t(silent)}
    </span>
  )
}

function ClipSlot({ one, clip }: { one: ViolationCase; clip: Ref<ClipHandle> }) {
  const { t } = useWords()
  const { missing, precise } = useCaseText()
  const item = itemOf(one, 'CLIP')
  const reasons = missingFor(one, 'CLIP')
  const title = t('violations.pictures.CLIP')
  const { error } = usePicture(one.id, item)
  return (
    <figure className="picture" data-kind="CLIP">
      <figcaption>
        <span>{title}</span>
        {item && (
          <span className="mono">
            {precise(Date.parse(item.from)).slice(0, 8)} – {precise(Date.parse(item.to)).slice(0, 8)}
          </span>
        )}
      </figcaption>
      {item && error !== undefined && <NotShown error={error} />}
      {item && error === undefined && (
        <Clip id={one.id} item={item} at={shownAt(one)} label={title} handle={clip} />
      )}
      {!item && <Missing one={one} kind="CLIP" />}
      {item && reasons.length > 0 && <p className="picture-warning">{reasons.map(missing).join(' ')}</p>}
    </figure>
  )
}
