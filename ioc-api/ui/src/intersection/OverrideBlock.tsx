import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { HoldButton } from '../design/HoldButton'
import { useWords } from '../i18n'
import { useLiveStore, useNow } from '../live/hooks'
import type { LiveIntersection } from '../live/types'
import { type Intersection, type OverrideOrder, useSession } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { useSentences } from './useSentences'

const MINUTES = [5, 10, 15, 30, 60, 120] as const
type Kind = OverrideOrder['kind']

/** An operator's hand on the signals: what, how long, why; a preview; then hold to confirm. It reverts by itself. */
export function OverrideBlock({
  intersection,
  live,
}: {
  intersection: Intersection
  live: LiveIntersection | undefined
}) {
  const { t } = useWords()
  const session = useSession()
  if (intersection.control === 'OBSERVED') return <p className="form-note">{t('override.observed')}</p>
  if (!session.may('OPERATOR', 'TRAFFIC_ENGINEER'))
    return <p className="form-note">{t('override.needsRole')}</p>
  return (
    <>
      {live?.override?.kind === 'FLASH' ? (
        <p className="override-in-force">
          <strong>{t('override.kind-FLASH', { target: live.override.reason })}</strong>
        </p>
      ) : live?.override ? (
        <InForce intersection={intersection} override={live.override} />
      ) : (
        <NewOverride intersection={intersection} live={live} />
      )}
      {(live?.mode === 'FLASH' || live?.override?.kind === 'FLASH') && session.may('TRAFFIC_ENGINEER') && (
        <ResetFlash id={intersection.id} />
      )}
    </>
  )
}

function InForce({
  intersection,
  override,
}: {
  intersection: Intersection
  override: NonNullable<LiveIntersection['override']>
}) {
  const { t, format, word } = useWords()
  const session = useSession()
  const problemText = useProblemText()
  const sentences = useSentences(intersection)
  const [reason, setReason] = useState('')
  const reasonId = useId()
  const end = useMutation({
    mutationFn: () =>
      session.request('DELETE', `/intersections/${intersection.id}/overrides/current`, {
        query: { reason: reason.trim() },
      }),
  })
  const target = sentences.stage(override.stage)
  const kind = override.kind.replaceAll('-', '_').toUpperCase()
  const title =
    kind === 'HOLD_STAGE' || kind === 'RUN_PLAN' || kind === 'RELEASE'
      ? t(`override.kind-${kind}`, { target })
      : word('outcome', kind)
  return (
    <div className="actions override-in-force">
      <p>
        <strong>{title}</strong>
        <br />
        {t('override.by', {
          user: override.user,
          reason: override.reason,
          time: format.time(Date.parse(override.expiresAt)),
        })}
      </p>
      <label htmlFor={reasonId}>{t('override.cancelReason')}</label>
      <input
        id={reasonId}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="buttons">
        <button
          type="button"
          disabled={reason.trim().length < 3 || end.isPending}
          onClick={() => end.mutate()}
        >
          {t('override.cancel')}
        </button>
      </div>
      <p className="form-problem" role="alert">
        {end.isError && problemText(end.error)}
      </p>
    </div>
  )
}

function NewOverride({
  intersection,
  live,
}: {
  intersection: Intersection
  live: LiveIntersection | undefined
}) {
  const { t, format, name } = useWords()
  const session = useSession()
  const store = useLiveStore()
  const problemText = useProblemText()
  const sentences = useSentences(intersection)
  const now = useNow(1000)
  const ids = useId()
  const [kind, setKind] = useState<Kind>()
  const [stage, setStage] = useState(live?.stage ?? intersection.stages[0]?.id ?? '')
  const [plan, setPlan] = useState(live?.plan ?? intersection.plans[0]?.id ?? '')
  const [minutes, setMinutes] = useState<number>(5)
  const [reason, setReason] = useState('')
  const order = useMutation({
    mutationFn: (chosen: Kind) => {
      const body: OverrideOrder = {
        kind: chosen,
        reason: reason.trim(),
        expiresAt: new Date(store.now() + minutes * 60_000).toISOString(),
        ...(chosen === 'hold-stage' ? { stage } : {}),
        ...(chosen === 'run-plan' ? { plan } : {}),
      }
      return session.request('POST', `/intersections/${intersection.id}/overrides`, { body })
    },
    onSuccess: () => {
      setKind(undefined)
      setReason('')
    },
  })

  if (!kind)
    return (
      <>
        <div className="buttons">
          <button type="button" onClick={() => setKind('hold-stage')}>
            {t('override.hold')}
          </button>
          <button type="button" onClick={() => setKind('run-plan')}>
            {t('override.plan')}
          </button>
          <button type="button" onClick={() => setKind('release')}>
            {t('override.release')}
          </button>
        </div>
        <p className="form-note" role="status">
          {order.isSuccess && t('override.accepted')}
        </p>
      </>
    )

  const until = format.shortTime(now + minutes * 60_000)
  const held = new Set(intersection.stages.find((each) => each.id === stage)?.groups ?? [])
  const maxRed = Math.min(
    ...intersection.groups.filter((group) => !held.has(group.id)).map((group) => group.maxRedS),
  )
  const planName = intersection.plans.find((each) => each.id === plan)
  const planText = planName ? name(planName.name) : plan
  const effect = {
    'hold-stage': t('override.effectHold', {
      stage: sentences.stage(stage),
      time: until,
      maxRed: Number.isFinite(maxRed) ? format.number(maxRed) : '–',
    }),
    'run-plan': t('override.effectPlan', { plan: planText, time: until }),
    release: t('override.effectRelease', { time: until }),
  }[kind]
  const verb = {
    'hold-stage': t('override.doHold', { stage, n: minutes }),
    'run-plan': t('override.doPlan', { plan: planText, n: minutes }),
    release: t('override.doRelease', { n: minutes }),
  }[kind]
  const tooShort = reason.trim().length < 3

  return (
    <form className="actions" onSubmit={(event) => event.preventDefault()}>
      {kind === 'hold-stage' && (
        <>
          <label htmlFor={`${ids}s`}>{t('override.stage')}</label>
          <select id={`${ids}s`} value={stage} onChange={(event) => setStage(event.target.value)}>
            {intersection.stages.map((each) => (
              <option key={each.id} value={each.id}>
                {sentences.stage(each.id)}
              </option>
            ))}
          </select>
        </>
      )}
      {kind === 'run-plan' && (
        <>
          <label htmlFor={`${ids}p`}>{t('override.whichPlan')}</label>
          <select id={`${ids}p`} value={plan} onChange={(event) => setPlan(event.target.value)}>
            {intersection.plans.map((each) => (
              <option key={each.id} value={each.id}>
                {name(each.name)}
              </option>
            ))}
          </select>
        </>
      )}
      <label htmlFor={`${ids}m`}>{t('override.for')}</label>
      <select id={`${ids}m`} value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
        {MINUTES.map((each) => (
          <option key={each} value={each}>
            {t('override.minutes', { n: each })}
          </option>
        ))}
      </select>
      <label htmlFor={`${ids}r`}>{t('common.reason')}</label>
      <textarea
        id={`${ids}r`}
        rows={2}
        maxLength={300}
        value={reason}
        placeholder={t('override.reasonPlaceholder')}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="effect">{tooShort ? t('override.reasonShort') : effect}</p>
      <div className="buttons">
        <HoldButton disabled={tooShort || order.isPending} onConfirm={() => order.mutate(kind)}>
          {verb}
        </HoldButton>
        <button type="button" onClick={() => setKind(undefined)}>
          {t('common.cancel')}
        </button>
      </div>
      <p className="form-problem" role="alert">
        {order.isError && problemText(order.error)}
      </p>
    </form>
  )
}

function ResetFlash({ id }: { id: string }) {
  const { t } = useWords()
  const session = useSession()
  const problemText = useProblemText()
  const [reason, setReason] = useState('')
  const reasonId = useId()
  const reset = useMutation({
    mutationFn: () =>
      session.request('POST', `/intersections/${id}/reset-flash`, { body: { reason: reason.trim() } }),
    onSuccess: () => setReason(''),
  })
  return (
    <form className="actions" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={reasonId}>{t('common.reason')}</label>
      <input
        id={reasonId}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.target.value)}
      />
      <HoldButton disabled={reason.trim().length < 3 || reset.isPending} onConfirm={() => reset.mutate()}>
        {t('override.resetFlash')}
      </HoldButton>
      <p className="form-problem" role="alert">
        {reset.isError && problemText(reset.error)}
      </p>
    </form>
  )
}
