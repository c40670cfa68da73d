import { useWords } from '../i18n'
import { useNow } from '../live/hooks'
import type { LiveIntersection } from '../live/types'
import type { Intersection } from '../session/api'
import { progressOf, ringSegments } from './stages'

const SIZE = 148
const RADIUS = 60
const GAP = 0.012

/** The ring of stages: the running one filled by its time, the seconds in the middle. */
export function StageRing({
  intersection,
  live,
}: {
  intersection: Intersection
  live: LiveIntersection | undefined
}) {
  const { t, format } = useWords()
  const now = useNow(250)
  const segments = ringSegments(intersection, live?.plan)
  const running = segments.find((segment) => segment.stage.id === live?.stage)
  const progress = live?.stage ? progressOf(live, running?.lengthS, now) : undefined
  const seconds = progress ? (progress.remainingS ?? progress.elapsedS) : undefined
  const label = live?.stage
    ? live.inTransition
      ? t('intersection.transition', { stage: live.stage })
      : t('intersection.stageOf', { stage: live.stage })
    : t('intersection.noStage')
  return (
    <svg
      className="ring"
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      width={SIZE}
      height={SIZE}
      role="img"
      aria-label={label}
    >
      {segments.map((segment) => {
        const active = segment === running
        const { from, to } = segment
        const middle = (from + to) / 2
        const [x, y] = point(middle, RADIUS - 17)
        return (
          <g
            key={`${segment.stage.id}/${segment.from}`}
            data-active={active}
            data-next={segment.stage.id === live?.nextStage}
          >
            <path className="ring-track" d={arc(from + GAP, to - GAP, RADIUS)} />
            {active && progress && (
              <path
                className={live?.inTransition ? 'ring-fill changing' : 'ring-fill'}
                d={arc(from + GAP, from + GAP + (to - from - 2 * GAP) * progress.share, RADIUS)}
              />
            )}
            <text x={x} y={y} className="ring-stage">
              {segment.stage.id}
            </text>
          </g>
        )
      })}
      {seconds !== undefined && (
        <>
          <text x={SIZE / 2} y={SIZE / 2 + 3} className="ring-seconds">
            {format.number(Math.ceil(seconds - 0.001))}
          </text>
          <text x={SIZE / 2} y={SIZE / 2 + 18} className="ring-unit">
            {t('units.second')}
          </text>
        </>
      )}
    </svg>
  )
}

function point(share: number, radius: number): [number, number] {
  const angle = share * 2 * Math.PI - Math.PI / 2
  return [SIZE / 2 + radius * Math.cos(angle), SIZE / 2 + radius * Math.sin(angle)]
}

function arc(from: number, to: number, radius: number): string {
  const end = Math.min(to, from + 0.9999)
  if (end <= from) return ''
  const [x0, y0] = point(from, radius)
  const [x1, y1] = point(end, radius)
  return `M${x0.toFixed(2)} ${y0.toFixed(2)}A${radius} ${radius} 0 ${end - from > 0.5 ? 1 : 0} 1 ${x1.toFixed(2)} ${y1.toFixed(2)}`
}
